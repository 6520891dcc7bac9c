package dev.perdure.worker.runtime.end;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One thread works on a request after the other, and each is cancelled about when its work stops:
 * what stops the one must not reach the next.
 */
@Timeout(60)
class CancelRaceTest {
  private static final int REQUESTS = 3_000;
  private static final int MAX_SPINS = 5_000;
  private static final CancelSteps AT_ONCE =
      new CancelSteps(true, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final WorkerLog log = new WorkerLog(new PrintStream(logged, true, UTF_8));
  private final WorkStopper stopper = new WorkStopper(AT_ONCE, log, false, null);
  private final SynchronousQueue<RequestRun> begun = new SynchronousQueue<>();
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Returns how many requests were cancelled while they ran. */
  private int cancelAll() throws InterruptedException {
    Random pauses = new Random(seed + 1);
    int cancelled = 0;
    for (int i = 0; i < REQUESTS; i++) {
      RequestRun run = begun.take();
      spin(pauses.nextInt(MAX_SPINS));
      if (run.cancel() == RequestRun.State.RUNNING) {
        cancelled++;
        stopper.cancel(run);
      }
    }
    return cancelled;
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }

  // Two methods, by which a report shows whose work it has seen.

  private static void workOfEven(int spins) {
    spin(spins);
  }

  private static void workOfOdd(int spins) {
    spin(spins);
  }

  private void work(RequestRun run) {
    int spins = random.nextInt(MAX_SPINS);
    if (run.request().requestId() % 2 == 0) {
      workOfEven(spins);
    } else {
      workOfOdd(spins);
    }
  }

  @Test
  void stepsAgainstTheEndOfTheWork_neverReachTheNextRequest() throws Exception {
    Thread serving = new Thread(stopper::awaitEnd, "serving");
    serving.start();
    FutureTask<Integer> cancelling = new FutureTask<>(this::cancelAll);
    new Thread(cancelling, "cancelling").start();
    int leaked = 0;
    for (int id = 1; id <= REQUESTS; id++) {
      RequestRun run = new RequestRun(WorkRequest.of(id, List.of()), log);
      stopper.workBegins();
      run.begin();
      begun.put(run);
      work(run);
      run.stop();
      stopper.workStopped(run);
      leaked += Thread.currentThread().isInterrupted() ? 1 : 0;
      run.answer();
    }
    int cancelled = cancelling.get(30, TimeUnit.SECONDS);
    stopper.end(WorkerEnd.ofInput());
    serving.join(30_000);
    assertThat(serving.isAlive()).isFalse();
    assertThat(cancelled).isPositive();
    assertThat(leaked).as("interrupts after the end of the work; seed %s", seed).isZero();
    System.out.println(cancelled + " cancelled, " + assertReports() + " reported");
  }

  /** Each report shows the work that it names; returns how many there are. */
  private int assertReports() {
    int reports = 0;
    for (String report : logged.toString(UTF_8).split("worker: request ", -1)) {
      if (!report.isEmpty()) {
        reports++;
        int id = Integer.parseInt(report.substring(0, report.indexOf(' ')));
        assertThat(report)
            .as("seed %s", seed)
            .contains("[handler-stuck]")
            .doesNotContain(id % 2 == 0 ? "workOfOdd" : "workOfEven");
      }
    }
    return reports;
  }
}
