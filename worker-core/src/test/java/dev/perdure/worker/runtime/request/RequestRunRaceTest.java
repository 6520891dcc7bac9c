package dev.perdure.worker.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun.State;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two or three threads do to one request what must not both succeed, thousands of times. */
@Timeout(60)
class RequestRunRaceTest {
  private static final int ROUNDS = 100_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** How many answers are written in each round; a request's id is its round. */
  private final AtomicIntegerArray answers = new AtomicIntegerArray(ROUNDS);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private void answerIf(boolean granted, RequestRun run) {
    if (granted) {
      answers.incrementAndGet(run.request().requestId());
    }
  }

  private void work(RequestRun run) {
    if (run.begin()) {
      run.stop();
      answerIf(run.answer(), run);
    }
  }

  private void answer(RequestRun run) {
    answerIf(run.answer(), run);
  }

  private void cancel(RequestRun run) {
    answerIf(run.cancel() == State.RECEIVED, run);
  }

  @Test
  void beginAgainstCancel_oneAnswers() throws Exception {
    race(false, List.of(this::work, this::cancel));
  }

  @Test
  void beginAgainstTwoCancels_oneAnswers() throws Exception {
    race(false, List.of(this::work, this::cancel, this::cancel));
  }

  @Test
  void answerAgainstCancel_oneAnswers() throws Exception {
    race(true, List.of(this::answer, this::cancel));
  }

  @Test
  void answerAgainstAnswer_oneAnswers() throws Exception {
    race(true, List.of(this::answer, this::answer));
  }

  @Test
  void answerAgainstAnswerAndCancel_oneAnswers() throws Exception {
    // The second answer mutes, as that of a newer request with the same id (F13).
    race(true, List.of(this::answer, this::answer, this::cancel));
  }

  @Test
  void twoBegins_oneRuns() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Consumer<RequestRun> begin =
        run -> {
          if (run.begin()) {
            runs.incrementAndGet();
            run.stop();
            answerIf(run.answer(), run);
          }
        };
    int rounds = race(false, List.of(begin, begin));
    assertThat(runs).hasValue(rounds);
  }

  @Test
  void interruptAgainstStop_neverOutlivesTheRequest() throws Exception {
    AtomicInteger interrupted = new AtomicInteger();
    Consumer<RequestRun> work =
        run -> {
          run.begin();
          run.stop();
          if (Thread.currentThread().isInterrupted()) {
            interrupted.incrementAndGet();
          }
          answerIf(run.answer(), run);
        };
    race(false, List.of(work, RequestRun::interrupt));
    assertThat(interrupted).hasValue(0);
  }

  /** Returns the number of rounds. */
  private int race(boolean begun, List<Consumer<RequestRun>> contestants) throws Exception {
    // Contestants that take turns on a processor meet seldom, and take long.
    boolean crowded = contestants.size() > Runtime.getRuntime().availableProcessors();
    int rounds = crowded ? ROUNDS / 50 : ROUNDS;
    RequestRun[] runs = new RequestRun[rounds];
    Arrays.setAll(runs, round -> fresh(round, begun));
    StartLine start = new StartLine(contestants.size());
    List<Future<?>> all =
        contestants.stream()
            .<Future<?>>map(
                contestant ->
                    threads.submit(
                        () -> {
                          for (int i = 0; i < rounds; i++) {
                            start.await(i);
                            contestant.accept(runs[i]);
                          }
                          return null;
                        }))
            .toList();
    for (Future<?> each : all) {
      each.get(50, TimeUnit.SECONDS);
    }
    for (int round = 0; round < rounds; round++) {
      assertThat(answers.get(round)).as("answers of round %s", round).isEqualTo(1);
      assertThat(runs[round].state()).isEqualTo(State.ANSWERED);
    }
    return rounds;
  }

  /** Lets all go at the same moment: those whom a barrier wakes are microseconds late. */
  @SuppressWarnings("ThreadPriorityCheck") // It yields, since it must not sleep.
  private static final class StartLine {
    private final AtomicInteger arrived = new AtomicInteger();
    private final int contestants;

    StartLine(int contestants) {
      this.contestants = contestants;
    }

    void await(int round) {
      int all = contestants * (round + 1);
      arrived.incrementAndGet();
      for (int spins = 1; arrived.get() < all; spins++) {
        Thread.onSpinWait();
        if (spins % 2_000 == 0) {
          // There can be fewer processors than contestants.
          Thread.yield();
          if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("another contestant failed");
          }
        }
      }
    }
  }

  private static RequestRun fresh(int round, boolean begun) {
    RequestRun run = new RequestRun(WorkRequest.of(round, List.of()), new WorkerLog(null));
    if (begun) {
      run.begin();
      run.stop();
    }
    return run;
  }
}
