package dev.perdure.worker.testing.cli.explain;

import static dev.perdure.worker.testing.cli.recording.Frames.answer;
import static dev.perdure.worker.testing.cli.recording.Frames.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.cli.explain.RecordedRequest.Outcome;
import dev.perdure.worker.testing.cli.record.LogFile;
import dev.perdure.worker.testing.cli.recording.Frames;
import dev.perdure.worker.testing.cli.recording.RecordedStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLineTest {
  private static final Protocol JSON = Protocol.JSON;

  @TempDir Path directory;

  @Test
  void multiplexedRequests_getTheirAnswers() throws IOException {
    TimeLine timeLine =
        read(
            LogFile.in(directory)
                .in(request(JSON, 1, "--out=x/a.jar"))
                .in(request(JSON, 2, "x/b.txt"))
                .out(answer(JSON, 2, 5, "bad\\nworse"))
                .out(answer(JSON, 1, 0, ""))
                .end(RecordedStream.IN)
                .exit(0));

    assertThat(timeLine.findings()).isEmpty();
    assertThat(timeLine.exitCode()).hasValue(0);
    assertThat(timeLine.requests()).hasSize(2);
    RecordedRequest first = timeLine.requests().get(0);
    assertThat(first.work().title()).isEqualTo("a.jar");
    assertThat(first.outcome()).isEqualTo(Outcome.DONE);
    assertThat(first.micros()).isEqualTo(3000);
    assertThat(first.inFlight()).isEqualTo(1);
    RecordedRequest second = timeLine.requests().get(1);
    assertThat(second.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(second.inFlight()).isEqualTo(2);
    assertThat(second.answer()).satisfies(came -> assertThat(came.firstLine()).isEqualTo("bad"));
  }

  @Test
  void singleplexRequests_areAnsweredInTheirOrderAndThePausesCounted() throws IOException {
    TimeLine timeLine =
        read(
            LogFile.in(directory)
                .in(request(JSON, 0, "a"))
                .out(answer(JSON, 0, 0, ""))
                .err("pause")
                .in(request(JSON, 0, "b"))
                .out(answer(JSON, 0, 1, "")));

    assertThat(timeLine.requests())
        .extracting(RecordedRequest::outcome)
        .containsExactly(Outcome.DONE, Outcome.FAILED);
    assertThat(timeLine.idleMicros()).isEqualTo(2000);
    assertThat(timeLine.exitCode()).isEmpty();
  }

  @Test
  void cancelledRequest_isMarkedAndALateCancelIsNot() throws IOException {
    byte[] gone = Frames.utf8("{\"requestId\":1,\"wasCancelled\":true}\n");
    TimeLine timeLine =
        read(
            LogFile.in(directory)
                .in(request(JSON, 1, "a"))
                .in(Frames.cancel(1))
                .out(gone)
                .in(request(JSON, 2, "b"))
                .out(answer(JSON, 2, 0, ""))
                .in(Frames.cancel(2)));

    assertThat(timeLine.findings()).isEmpty();
    assertThat(timeLine.requests()).hasSize(2);
    assertThat(timeLine.requests().get(0).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(timeLine.requests().get(0).cancelledAt()).isEqualTo(2000);
    assertThat(timeLine.requests().get(1).isCancelled()).isFalse();
  }

  @Test
  void whatAClientSuffersFrom_isFound() throws IOException {
    byte[] gone = Frames.utf8("{\"requestId\":1,\"wasCancelled\":true}\n");
    TimeLine timeLine =
        read(
            LogFile.in(directory)
                .in(request(JSON, 1, "a"))
                .out(gone)
                .out(answer(JSON, 1, 0, ""))
                .out(answer(JSON, 9, 0, ""))
                .in(request(JSON, 2, "b"))
                .in(request(JSON, 2, "b"))
                .out(Frames.utf8("Oops\n"))
                .exit(1));

    assertThat(timeLine.findings())
        .extracting(Finding::text)
        .satisfiesExactly(
            text -> assertThat(text).contains("nobody asked"),
            text -> assertThat(text).contains("second answer").contains("at byte " + gone.length),
            text -> assertThat(text).contains("never sent"),
            text -> assertThat(text).contains("came again"),
            text -> assertThat(text).contains("is no answer from byte").contains("Oops"),
            text -> assertThat(text).contains("exit code 1").contains("1 requests"));
  }

  @Test
  void endByTheClient_oweNoAnswers() throws IOException {
    TimeLine timeLine =
        read(LogFile.in(directory).in(request(JSON, 1, "a")).end(RecordedStream.IN).exit(0));
    assertThat(timeLine.findings()).isEmpty();
    assertThat(timeLine.requests().get(0).outcome()).isEqualTo(Outcome.UNANSWERED);
  }

  private TimeLine read(LogFile log) throws IOException {
    return TimeLine.of(log.write(directory));
  }
}
