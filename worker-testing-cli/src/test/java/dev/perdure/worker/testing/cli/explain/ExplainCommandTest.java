package dev.perdure.worker.testing.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.cli.Perdure;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
  private static final String HEADER =
      "{\"perdureRecording\":1,\"started\":\"2026-01-02T03:04:05Z\",\"pid\":7,"
          + "\"directory\":\"/execroot\",\"command\":[\"javac-worker\",\"--x=<&>\"],"
          + "\"environment\":{}}\n";

  @TempDir Path directory;

  @Test
  void recording_isATable() throws IOException {
    Perdure run = Perdure.run("explain", log(wellBehaved()).toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("javac-worker --x=<&>")
        .containsPattern("a\\.jar +done +1 +1 +0\\.001 s +2\\.0 ms +1 +2 +0 ")
        .containsPattern("b\\.jar +exit code 1 +2 +2 +0\\.002 s +300 ms +2 ")
        .contains("2 requests in 302 ms")
        .contains("the worker ended with exit code 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-d", "--out="})
  void rows_areNamedByTheirOutputs(String option) throws IOException {
    String lines =
        line(1000, "in", "{\"arguments\":[\"-v\",\"-d\",\"out/one\",\"y\"],\"requestId\":1}\n")
            + line(1001, "in", "{\"arguments\":[\"-v\",\"--out=out/two\"],\"requestId\":2}\n");
    String output = option.equals("-d") ? "out/one" : "out/two";

    Perdure run = Perdure.run("explain", log(lines).toString(), "--output-option=" + option);

    assertThat(run.out().lines().filter(line -> line.contains("no answer")))
        .hasSize(2)
        .anyMatch(line -> line.startsWith(output + " "))
        .anyMatch(line -> line.startsWith("-v "));
  }

  @Test
  void html_isAPageOfItsOwn() throws IOException {
    Path page = directory.resolve("page.html");
    Perdure run = Perdure.run("explain", log(wellBehaved()).toString(), "--html", page.toString());

    assertThat(run.out()).contains("The time line: " + page);
    assertThat(Files.readString(page))
        .contains("<title>2 requests in 302 ms</title>")
        .contains("javac-worker --x=&lt;&amp;&gt;")
        .contains("class=\"bar done\"")
        .contains("<title>start to first answer: 3.0 ms</title>", "<dt>start to first answer</dt>")
        .contains("class=\"bar failed\"")
        .contains("b.jar")
        .contains("&lt;b&gt;warming up")
        .doesNotContain("{{")
        .doesNotContain("<b>warming up")
        .doesNotContainPattern("(src|href)=\"(?!#)");
  }

  @Test
  void startThatIsLongBeforeTheFirstRequest_isNotDrawn() throws IOException {
    Path page = directory.resolve("page.html");
    String late =
        line(9_000_000, "in", "{\"arguments\":[\"a\"],\"requestId\":1}\n")
            + line(9_002_000, "out", "{\"requestId\":1}\n");
    Perdure.run("explain", log(late).toString(), "--html", page.toString());

    assertThat(Files.readString(page)).contains("9.000 s").doesNotContain("class=\"start\"");
  }

  @Test
  void strayText_isTheExitCodeAndTheByte() throws IOException {
    Perdure run =
        Perdure.run(
            "explain",
            log(line(1000, "in", "{\"arguments\":[\"a\"]}") + line(2000, "out", "Hi!\n"))
                .toString());

    assertThat(run.exitCode()).isEqualTo(ExitCodes.WORKER_FAILED);
    assertThat(run.out()).contains("is no answer from byte 0 on").contains("\"Hi!\"");
  }

  @Test
  void missingFile_isToldWithoutATrace() {
    Perdure run = Perdure.run("explain", directory.resolve("no.jsonl").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err())
        .isEqualTo(
            "perdure: "
                + directory
                + "/no.jsonl can't be read: no such file or directory [file-unreadable]\n");
  }

  @Test
  void otherFile_isToldWithoutATrace() throws IOException {
    Path other = Files.writeString(directory.resolve("other.txt"), "Hello\n");
    Perdure run = Perdure.run("explain", other.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("is no recording").doesNotContain("\tat ");
  }

  @Test
  void pageThatCannotBeWritten_isTold() throws IOException {
    String page = directory.resolve("no/page.html").toString();
    Perdure run = Perdure.run("explain", log(wellBehaved()).toString(), "--html", page);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains(page + " can't be written");
  }

  private static String wellBehaved() {
    return line(500, "err", "<b>warming up\n")
        + line(1000, "in", "{\"arguments\":[\"--out=x/a.jar\",\"y\"],\"requestId\":1}\n")
        + line(2000, "in", "{\"arguments\":[\"x/b.jar\"],\"requestId\":2}\n")
        + line(3000, "out", "{\"requestId\":1}\n")
        + line(302_000, "out", "{\"requestId\":2,\"exitCode\":1,\"output\":\"no\"}\n")
        + "{\"at\":302001,\"end\":\"in\"}\n{\"at\":302002,\"exit\":0}\n";
  }

  private static String line(long at, String stream, String text) {
    String bytes = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return "{\"at\":%d,\"%s\":\"%s\"}\n".formatted(at, stream, bytes);
  }

  private Path log(String lines) throws IOException {
    return Files.writeString(directory.resolve("log.jsonl"), HEADER + lines);
  }
}
