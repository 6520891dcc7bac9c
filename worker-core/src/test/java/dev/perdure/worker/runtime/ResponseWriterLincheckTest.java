package dev.perdure.worker.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads answer, give requests up, and look at what the client has got. An answer takes its
 * request's step and its place among the others at once, so there must be an order of whole steps
 * that explains what each of them saw.
 */
@Tag("lincheck")
// Few of each, so that the threads meet.
@Param(name = "run", gen = IntGen.class, conf = "0:1")
@Param(name = "id", gen = IntGen.class, conf = "7:8")
public class ResponseWriterLincheckTest {
  private static final long PLENTY_MILLIS = 60_000;

  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private final ResponseWriter writer = new ResponseWriter(wire);
  private final TextCodec codec = new TextCodec();

  /**
   * Made when they are needed: Lincheck looks at what fields hold at first, and fails at records.
   */
  private final AtomicReferenceArray<RequestRun> runs = new AtomicReferenceArray<>(2);

  private RequestRun run(int id) {
    return runs.updateAndGet(id, run -> run == null ? stopped(id) : run);
  }

  /** A request whose work has stopped, and which is to be answered. */
  private static RequestRun stopped(int id) {
    WorkerLog log = new WorkerLog(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    RequestRun run = new RequestRun(WorkRequest.of(id, List.of()), log);
    run.begin();
    run.stop();
    return run;
  }

  /** Answers a request, unless that is done or no longer wanted. */
  @Operation
  public void answer(@Param(name = "run") int run) throws IOException {
    writer.write(codec, WorkResponse.of(run, 0, "done"), run(run), null);
  }

  /** Writes an answer whose step somebody else has taken. */
  @Operation
  public void write(@Param(name = "id") int id) throws IOException {
    writer.write(codec, WorkResponse.cancelled(id), null, null);
  }

  /** True if the request was not answered, and will not be. */
  @Operation
  public boolean mute(@Param(name = "run") int run) {
    return run(run).mute();
  }

  /** What the client has, once all is written that was to be when this was called. */
  @Operation
  public String written() throws InterruptedException {
    writer.drain(PLENTY_MILLIS);
    return wire.toString(UTF_8);
  }

  @Test
  @Timeout(120)
  void steps_fromManyThreads_areLinearizable() {
    LinChecker.check(
        ResponseWriterLincheckTest.class,
        new StressOptions()
            .iterations(20)
            .invocationsPerIteration(100)
            .threads(2)
            .actorsPerThread(3)
            .actorsBefore(1)
            .actorsAfter(2));
  }
}
