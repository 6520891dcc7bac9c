package dev.perdure.worker.multiplex;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
 * The in-flight table and the states of its requests, used as the loop uses them: one thread
 * receives and cancels, many begin and answer. Lincheck looks for outcomes that no order of whole
 * steps has.
 */
@Tag("lincheck")
// Few of each, so that the threads meet.
@Param(name = "id", gen = IntGen.class, conf = "1:1")
@Param(name = "run", gen = IntGen.class, conf = "0:1")
public class InFlightTest {
  /** What the reader has to do after a step. */
  public enum Duty {
    NOTHING,
    STOP_THE_WORK,
    TAKE_OUT_OF_THE_LINE
  }

  private static final int MAX_RUNS = 32;
  private static final WorkerLog LOG =
      new WorkerLog(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));

  private final InFlight inFlight = new InFlight();
  private final AtomicReferenceArray<RequestRun> runs = new AtomicReferenceArray<>(MAX_RUNS);
  private final AtomicInteger count = new AtomicInteger();

  @Operation(nonParallelGroup = "reader")
  public Duty receive(@Param(name = "id") int id) {
    RequestRun run = new RequestRun(WorkRequest.of(id, List.of()), LOG);
    RequestRun older = inFlight.add(run);
    Duty duty = older != null && older.mute() ? Duty.STOP_THE_WORK : Duty.NOTHING;
    runs.set(count.getAndIncrement(), run);
    return duty;
  }

  @Operation(nonParallelGroup = "reader")
  public Duty cancel(@Param(name = "id") int id) {
    RequestRun run = inFlight.find(id);
    if (run == null) {
      return Duty.NOTHING;
    }
    Duty duty = duty(run.cancel());
    if (duty == Duty.TAKE_OUT_OF_THE_LINE) {
      inFlight.remove(run);
    }
    return duty;
  }

  private static Duty duty(RequestRun.State before) {
    return switch (before) {
      case RECEIVED -> Duty.TAKE_OUT_OF_THE_LINE;
      case RUNNING -> Duty.STOP_THE_WORK;
      case CANCELLING, ANSWERED -> Duty.NOTHING;
    };
  }

  @Operation
  public boolean begin(@Param(name = "run") int index) {
    RequestRun run = runs.get(index);
    return run != null && run.begin();
  }

  /** True if this is the answer of the request. */
  @Operation
  public boolean answer(@Param(name = "run") int index) {
    RequestRun run = runs.get(index);
    if (run == null) {
      return false;
    }
    boolean answers = run.answer();
    inFlight.remove(run);
    return answers;
  }

  @Test
  @Timeout(120)
  void steps_fromManyThreads_areLinearizable() {
    // Not its model checker, which can't look into records.
    LinChecker.check(
        InFlightTest.class,
        new StressOptions()
            .iterations(20)
            .invocationsPerIteration(100)
            .threads(2)
            .actorsPerThread(3)
            .actorsBefore(3)
            .actorsAfter(2));
  }
}
