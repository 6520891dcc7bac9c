package dev.perdure.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.RequestRun.State;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two or three threads do to one request what must not both succeed, thousands of times. */
@Timeout(60)
class RequestRunRaceTest {
  private static final int ROUNDS = 5_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** How many answers are written in the present round. */
  private final AtomicInteger answers = new AtomicInteger();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private void answerOnce(boolean granted) {
    if (granted) {
      answers.incrementAndGet();
    }
  }

  private void work(RequestRun run) {
    if (run.begin()) {
      run.stop();
      answerOnce(run.answer());
    }
  }

  private void answer(RequestRun run) {
    answerOnce(run.answer());
  }

  private void cancel(RequestRun run) {
    answerOnce(run.cancel() == State.RECEIVED);
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
            answerOnce(run.answer());
          }
        };
    race(false, List.of(begin, begin));
    assertThat(runs).hasValue(ROUNDS);
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
          answerOnce(run.answer());
        };
    race(false, List.of(work, RequestRun::interrupt));
    assertThat(interrupted).hasValue(0);
  }

  private void race(boolean begun, List<Consumer<RequestRun>> contestants) throws Exception {
    AtomicInteger round = new AtomicInteger();
    RequestRun[] run = {fresh(begun)};
    CyclicBarrier start = new CyclicBarrier(contestants.size());
    CyclicBarrier end =
        new CyclicBarrier(
            contestants.size(),
            () -> {
              assertThat(answers.getAndSet(0)).as("answers of round %s", round).isEqualTo(1);
              assertThat(run[0].state()).isEqualTo(State.ANSWERED);
              round.incrementAndGet();
              run[0] = fresh(begun);
            });
    List<Future<?>> all =
        contestants.stream()
            .<Future<?>>map(
                contestant ->
                    threads.submit(
                        () -> {
                          for (int i = 0; i < ROUNDS; i++) {
                            start.await(10, TimeUnit.SECONDS);
                            contestant.accept(run[0]);
                            end.await(10, TimeUnit.SECONDS);
                          }
                          return null;
                        }))
            .toList();
    for (Future<?> each : all) {
      each.get(50, TimeUnit.SECONDS);
    }
    assertThat(round).hasValue(ROUNDS);
  }

  private static RequestRun fresh(boolean begun) {
    RequestRun run = new RequestRun(WorkRequest.of(1, List.of()), new WorkerLog(null));
    if (begun) {
      run.begin();
      run.stop();
    }
    return run;
  }
}
