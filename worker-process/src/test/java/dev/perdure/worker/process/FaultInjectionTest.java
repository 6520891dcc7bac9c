package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand requests to real processes that die, hang, print garbage and refuse to start, while
 * others are killed or cancelled at random moments. Each gets its one answer and no other's, the
 * bounds hold, and nothing is left.
 */
@Timeout(240)
class FaultInjectionTest {
  private static final int REQUESTS = Integer.getInteger("perdure.requests", 10_000);
  private static final int THREADS = 8;
  private static final int MAX_PROCESSES = 4;
  private static final long MAX_BYTES = 64 << 20;

  /** What a child may grow by while it is busy, and nobody may end it. */
  private static final long GROWTH = 10 << 20;

  private static final Pattern WORD = Pattern.compile("word\\d+x");

  /** How a request can end. */
  private enum End {
    ANSWERED,
    FAILED,
    KILLED,
    CANCELLED
  }

  @TempDir Path dir;

  private final ProcessPool pool =
      ProcessPool.builder()
          .maxProcesses(MAX_PROCESSES)
          .maxResidentBytes(MAX_BYTES)
          .maxBytesOfProcess(32 << 20)
          .maxRequestsOfProcess(100)
          .requestTimeout(Duration.ofSeconds(20))
          .cancelGrace(Duration.ofMillis(20))
          .maxAnswerBytes(1 << 20)
          .build();
  private final ScheduledExecutorService accidents = Executors.newScheduledThreadPool(1);
  private final ChildWatch watch = new ChildWatch();

  @Test
  void tenThousandRequests_areAnsweredOnceEachAndLeaveNothing() throws Exception {
    long seed = Long.getLong("perdure.seed", 20_261_122L);
    System.out.println("-Dperdure.seed=" + seed);
    Random random = new Random(seed);
    List<Callable<End>> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String word = "word" + i + "x";
      Random own = new Random(random.nextLong());
      requests.add(() -> request(word, own));
    }
    Random killing = new Random(random.nextLong());
    Future<?> watching =
        accidents.scheduleWithFixedDelay(() -> watch.look(killing), 5, 5, TimeUnit.MILLISECONDS);

    Map<End, Integer> ends = new EnumMap<>(End.class);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (Future<End> each : threads.invokeAll(requests)) {
      ends.merge(each.get(), 1, Integer::sum);
    }
    threads.shutdown();
    assertThat(watching).as("the watch, which ends only if it fails").isNotDone();
    accidents.shutdownNow();
    assertThat(accidents.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    pool.close();
    System.out.println(ends + ", " + watch);

    assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
    assertThat(ends).containsOnlyKeys(End.values());
    assertThat(ends.get(End.ANSWERED)).isGreaterThan(REQUESTS / 2);
    assertThat(watch.mostProcesses()).isBetween(2, MAX_PROCESSES);
    assertThat(watch.mostBytes()).isBetween(1L, MAX_BYTES + THREADS * GROWTH);
    Processes.awaitEnd(Processes.ofPools());
    Processes.awaitEnd(Processes.lifelines());
  }

  private End request(String word, Random random) throws Exception {
    Fault fault = Fault.random(random);
    TestToken token = new TestToken();
    boolean cancelled = fault.needsCancel() || random.nextInt(50) == 0;
    int millis = cancelled ? random.nextInt(15) : Integer.MAX_VALUE;
    Future<?> cancel = accidents.schedule(token::cancel, millis, TimeUnit.MILLISECONDS);
    Input input = new Input("input", Digest.ofText(random.nextInt(100) == 0 ? "2" : "1"));
    ProcessRequest request =
        ProcessRequest.of(dir, fault.arguments(word)).withInputs(List.of(input));
    try {
      ProcessResponse response = pool.run(fault.child(random), request, token);
      assertThat(fault.answers()).as("an answer to %s", fault).isTrue();
      assertAnswers(response, fault, word);
      return End.ANSWERED;
    } catch (WorkCancelledException e) {
      assertThat(cancelled).isTrue();
      return End.CANCELLED;
    } catch (ProcessFailedException e) {
      assertOnlyOwn(e.getMessage(), word);
      return fault.answers() ? End.KILLED : End.FAILED;
    } finally {
      cancel.cancel(false);
    }
  }

  private static void assertAnswers(ProcessResponse response, Fault fault, String word) {
    assertOnlyOwn(response.output() + response.errors(), word);
    switch (fault) {
      case NONE -> assertThat(response.output()).isEqualTo(word);
      case NONE_ON_STDERR -> assertThat(response.errors()).isEqualTo(word + "\n");
      case ANSWERS_TWICE -> assertThat(response.output()).isEqualTo("once");
      default -> assertThat(response.exitCode()).isZero();
    }
  }

  private static void assertOnlyOwn(String text, String word) {
    assertThat(WORD.matcher(text).results().map(MatchResult::group)).allMatch(word::equals);
  }
}
