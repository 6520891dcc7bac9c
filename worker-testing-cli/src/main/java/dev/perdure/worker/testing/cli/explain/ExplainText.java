package dev.perdure.worker.testing.cli.explain;

import dev.perdure.worker.testing.cli.output.Figures;
import dev.perdure.worker.testing.cli.output.TextTable;
import dev.perdure.worker.testing.cli.recording.RecordedEvent;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import java.io.PrintWriter;

/** A recording as text for a terminal. */
final class ExplainText {
  private ExplainText() {}

  static void print(TimeLine timeLine, PrintWriter out) {
    out.println(String.join(" ", timeLine.header().command()));
    out.println(
        "started "
            + timeLine.header().started()
            + " in "
            + timeLine.header().directory()
            + ", process "
            + timeLine.header().pid());
    out.println();
    requests(timeLine, out);
    out.println();
    out.println(summary(timeLine));
    for (Finding finding : timeLine.findings()) {
      out.println("! " + Figures.time(finding.at()) + "  " + finding.text());
    }
  }

  private static void requests(TimeLine timeLine, PrintWriter out) {
    TextTable table =
        new TextTable(
            2,
            "what",
            "how it ended",
            "#",
            "id",
            "came at",
            "took",
            "in flight",
            "arguments",
            "inputs",
            "request",
            "answer");
    for (RecordedRequest request : timeLine.requests()) {
      RecordedRequest.Answer answer = request.answer();
      table.row(
          request.work().title(),
          outcome(request),
          Integer.toString(request.number()),
          Integer.toString(request.requestId()),
          Figures.time(request.sent().at()),
          Figures.duration(request.micros()),
          Integer.toString(request.inFlight()),
          Integer.toString(request.work().arguments()),
          Integer.toString(request.work().inputs()),
          Figures.bytes(request.sent().size()),
          answer == null ? "-" : Figures.bytes(answer.came().size()));
    }
    table.print(out);
  }

  /** How a request ended, in a few words. */
  static String outcome(RecordedRequest request) {
    RecordedRequest.Answer answer = request.answer();
    String asked = request.isCancelled() ? ", cancel came too late" : "";
    return switch (request.outcome()) {
      case DONE -> "done" + asked;
      case FAILED -> "exit code " + (answer == null ? "" : answer.exitCode()) + asked;
      case CANCELLED -> "cancelled";
      case UNANSWERED -> request.isCancelled() ? "cancelled, no answer" : "no answer";
    };
  }

  /** The recording in one to three sentences. */
  static String summary(TimeLine timeLine) {
    long[] micros =
        timeLine.requests().stream()
            .mapToLong(RecordedRequest::micros)
            .filter(taken -> taken >= 0)
            .toArray();
    String end =
        timeLine.exitCode().isPresent()
            ? "the worker ended with exit code " + timeLine.exitCode().getAsInt()
            : "the recording ends before the worker";
    return Figures.count(timeLine.requests().size(), "request")
        + " in "
        + Figures.duration(timeLine.end())
        + ", the median "
        + Figures.duration(Figures.percentile(micros, 0.5))
        + "; the worker waited "
        + Figures.duration(timeLine.idleMicros())
        + " for requests, the client "
        + Figures.duration(held(timeLine, RecordedStream.IN))
        + " for the worker to read; "
        + end
        + ".";
  }

  static long held(TimeLine timeLine, RecordedStream stream) {
    return timeLine.held().stream()
        .filter(held -> held.stream() == stream)
        .mapToLong(RecordedEvent.Held::micros)
        .sum();
  }
}
