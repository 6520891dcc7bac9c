package dev.perdure.worker.testing.cli.explain;

import dev.perdure.worker.testing.cli.explain.RecordedRequest.Outcome;
import dev.perdure.worker.testing.cli.output.Figures;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import dev.perdure.worker.testing.page.PageTemplate;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A recording as a self-contained HTML page. */
final class ExplainPage {
  private ExplainPage() {}

  static String of(TimeLine timeLine) throws IOException {
    return PageTemplate.of(ExplainPage.class.getResourceAsStream("explain.html"))
        .fill(
            Map.ofEntries(
                Map.entry("title", title(timeLine)),
                Map.entry("command", Html.escape(String.join(" ", timeLine.header().command()))),
                Map.entry("start", Html.escape(start(timeLine))),
                Map.entry("tiles", tiles(timeLine)),
                Map.entry("findings", findings(timeLine)),
                Map.entry("drawing", TimeLineDrawing.of(timeLine)),
                Map.entry("requests", requests(timeLine)),
                Map.entry("log", log(timeLine))));
  }

  private static String title(TimeLine timeLine) {
    return Figures.count(timeLine.requests().size(), "request")
        + " in "
        + Figures.duration(timeLine.end());
  }

  private static String start(TimeLine timeLine) {
    String protocol =
        timeLine.requests().stream()
            .findFirst()
            .map(request -> ", " + request.work().protocol())
            .orElse("")
            .toLowerCase(Locale.ROOT);
    String end =
        timeLine.exitCode().isPresent()
            ? "ended with exit code " + timeLine.exitCode().getAsInt()
            : "the recording ends before the worker does";
    return "Started %s in %s, process %d%s; %s."
        .formatted(
            timeLine.header().started(),
            timeLine.header().directory(),
            timeLine.header().pid(),
            protocol,
            end);
  }

  private static String tiles(TimeLine timeLine) {
    long[] micros =
        timeLine.requests().stream()
            .mapToLong(RecordedRequest::micros)
            .filter(taken -> taken >= 0)
            .toArray();
    int together = timeLine.requests().stream().mapToInt(RecordedRequest::inFlight).max().orElse(0);
    return tile("start to first answer", Figures.duration(WorkerStart.micros(timeLine)))
        + tile("median", Figures.duration(Figures.percentile(micros, 0.5)))
        + tile("99 of 100 within", Figures.duration(Figures.percentile(micros, 0.99)))
        + tile("at once, at most", Integer.toString(together))
        + tile("failed", count(timeLine, Outcome.FAILED))
        + tile("cancelled", count(timeLine, Outcome.CANCELLED))
        + tile("worker waited for requests", Figures.duration(timeLine.idleMicros()))
        + tile(
            "client waited for it to read",
            Figures.duration(ExplainText.held(timeLine, RecordedStream.IN)));
  }

  private static String tile(String name, String value) {
    return "<div><dt>%s</dt><dd>%s</dd></div>%n".formatted(Html.escape(name), Html.escape(value));
  }

  private static String count(TimeLine timeLine, Outcome outcome) {
    return Long.toString(
        timeLine.requests().stream().filter(request -> request.outcome() == outcome).count());
  }

  private static String findings(TimeLine timeLine) {
    if (timeLine.findings().isEmpty()) {
      return "";
    }
    return timeLine.findings().stream()
        .map(
            finding ->
                "<li><b>%s</b> %s</li>"
                    .formatted(Figures.time(finding.at()), Html.escape(finding.text())))
        .collect(
            Collectors.joining(
                "\n", "<section class=\"alarm\"><h2>What was wrong</h2>\n<ul>", "</ul></section>"));
  }

  private static String requests(TimeLine timeLine) {
    return timeLine.requests().stream().map(ExplainPage::row).collect(Collectors.joining("\n"));
  }

  private static String row(RecordedRequest request) {
    RecordedRequest.Answer answer = request.answer();
    List<String> numbers =
        List.of(
            Integer.toString(request.requestId()),
            Figures.time(request.sent().at()),
            Figures.duration(request.micros()),
            Integer.toString(request.inFlight()),
            Integer.toString(request.work().arguments()),
            Integer.toString(request.work().inputs()),
            Figures.bytes(request.sent().size()),
            answer == null ? "-" : Figures.bytes(answer.came().size()));
    String first = answer == null ? "" : answer.firstLine();
    return "<tr id=\"r%d\"><td>%d</td><th scope=\"row\">%s<small>%s</small></th>"
            .formatted(
                request.number(),
                request.number(),
                Html.escape(request.work().title()),
                Html.escape(first))
        + "<td class=\"%s\">%s</td><td>"
            .formatted(Html.kind(request), Html.escape(ExplainText.outcome(request)))
        + String.join("</td><td>", numbers)
        + "</td></tr>";
  }

  private static String log(TimeLine timeLine) {
    if (timeLine.log().isEmpty()) {
      return "<p>It wrote nothing.</p>";
    }
    return timeLine.log().stream()
        .map(
            logged ->
                "<li><b>%s</b><pre>%s</pre></li>"
                    .formatted(
                        Figures.time(logged.at()), Html.escape(logged.text().stripTrailing())))
        .collect(Collectors.joining("\n", "<ol class=\"log\">", "</ol>"));
  }
}
