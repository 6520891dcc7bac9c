package dev.perdure.worker.runtime.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads print, flush, read what was printed, exit and take the answer's text: no text is lost or
 * in two places, and as three locks are involved, nobody waits for ever.
 */
@Tag("lincheck")
// Few of each, so that the threads meet.
@Param(name = "word", gen = IntGen.class, conf = "1:2")
public class RequestOutputLincheckTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /** In a list, since Lincheck looks at what a field holds, and fails at records. */
  private final List<RequestRun> run =
      List.of(
          new RequestRun(
              WorkRequest.of(1, List.of()), new WorkerLog(new PrintStream(log, true, UTF_8))));

  @Operation
  public void print(@Param(name = "word") int word) {
    run.get(0).out().print("word " + word + ";");
  }

  @Operation
  public void flush() {
    run.get(0).out().flush();
  }

  @Operation
  public String text() {
    return run.get(0).printed();
  }

  @Operation
  public long find(@Param(name = "word") int word) {
    return run.get(0).findPrinted(Integer.toString(word).getBytes(UTF_8));
  }

  @Operation
  public void exit() {
    run.get(0).exit(3);
  }

  @Operation
  public String take() {
    return run.get(0).takeOutput();
  }

  @Operation
  public String logged() {
    return log.toString(UTF_8);
  }

  @Test
  @Timeout(120)
  void steps_fromManyThreads_areLinearizable() {
    LinChecker.check(
        RequestOutputLincheckTest.class,
        new StressOptions()
            .iterations(20)
            .invocationsPerIteration(100)
            .threads(2)
            .actorsPerThread(3)
            .actorsBefore(1)
            .actorsAfter(2));
  }
}
