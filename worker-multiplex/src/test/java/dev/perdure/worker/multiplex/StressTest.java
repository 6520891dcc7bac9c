package dev.perdure.worker.multiplex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.ExitTrap;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many random requests, cancels and duplicates: each request that was not replaced is answered
 * exactly once, with its own output, and no thread is left.
 */
@Timeout(120)
class StressTest {
  private static final int REQUESTS = Integer.getInteger("perdure.stress.requests", 50_000);
  private static final int IN_FLIGHT = 64;

  /** What the work of a request does, as its second argument; the first is its token. */
  private enum Kind {
    RETURN,
    PRINT,
    THROW,
    THROW_ERROR,
    EXIT,
    EXIT_IN_THREAD,
    INTERRUPT_ITSELF,
    START_THREAD,
    WAIT_FOR_CANCEL,
    WAIT_FOR_INTERRUPT,
    SPIN
  }

  /** What the client knows of a request that it sent. */
  private record Sent(int token, Kind kind, boolean willBeCancelled) {
    int exitCode() {
      return switch (kind) {
        case THROW, THROW_ERROR -> 1;
        case EXIT, EXIT_IN_THREAD -> token & 0xff;
        default -> 0;
      };
    }
  }

  private final Semaphore room = new Semaphore(IN_FLIGHT);

  // All guarded by this.
  private final Map<Integer, Sent> newest = new HashMap<>();
  private final Map<Integer, List<Sent>> replaced = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int replacedCount;
  private int answered;
  private int cancelledAnswers;

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void randomWork_isAnsweredExactlyOnceWithItsOwnOutput(Protocol protocol) throws Exception {
    long seed = Long.getLong("perdure.stress.seed", System.nanoTime());
    System.out.println("perdure.stress.seed=" + seed);
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Pipe requests = new Pipe(1 << 16);
    Pipe responses = new Pipe(1 << 16);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Worker worker =
        Worker.of(StressTest::work)
            .multiplex(Multiplex.create().slots(8))
            .codecs(protocol.codec())
            .cancelling(
                new CancelSteps(
                    true, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(5)));
    Thread serving =
        start(
            "stress-worker",
            () -> {
              exitCode.complete(worker.serve(requests.in(), responses.out(), log));
              responses.out().close();
            });
    Thread reading = start("stress-read", () -> readAnswers(protocol, responses));
    sendRequests(protocol, requests.out(), new Random(seed));
    assertThat(room.tryAcquire(IN_FLIGHT, 30, TimeUnit.SECONDS)).as("all answered").isTrue();
    requests.out().close();
    assertThat(exitCode.get(10, TimeUnit.SECONDS)).isZero();
    serving.join();
    reading.join();
    synchronized (this) {
      assertThat(faults).isEmpty();
      assertThat(newest).isEmpty();
      assertThat(answered).isBetween(REQUESTS - replacedCount, REQUESTS);
      assertThat(cancelledAnswers).isPositive();
    }
    assertThat(log.toString(UTF_8)).doesNotContain("failed").doesNotContain("still runs");
    assertNoThreadLeft(before);
  }

  private static int work(WorkContext context) throws Exception {
    String token = context.arguments().get(0) + " ";
    int status = Integer.parseInt(context.arguments().get(0)) & 0xff;
    System.out.print(token);
    switch (Kind.valueOf(context.arguments().get(1))) {
      case RETURN -> {}
      case PRINT -> {
        for (int i = 0; i < 3; i++) {
          (i % 2 == 0 ? System.out : System.err).print(token);
        }
      }
      case THROW -> throw new IOException(token);
      case THROW_ERROR -> throw new StackOverflowError(token);
      case EXIT -> ExitTrap.exit(status);
      case EXIT_IN_THREAD -> {
        Semaphore ended = new Semaphore(0);
        Thread thread =
            new Thread(
                () -> {
                  try {
                    ExitTrap.halt(status);
                  } finally {
                    ended.release();
                  }
                });
        thread.start();
        // Also if it is cancelled: the exit of a thread that is left over is anybody's.
        ended.acquireUninterruptibly();
        awaitForEver();
      }
      case INTERRUPT_ITSELF -> {
        assertThat(Thread.currentThread().isInterrupted() && !context.cancellation().isCancelled())
            .isFalse();
        Thread.currentThread().interrupt();
      }
      case START_THREAD -> {
        Semaphore printed = new Semaphore(0);
        Thread thread =
            new Thread(
                () -> {
                  System.out.print(token);
                  printed.release();
                });
        thread.start();
        printed.acquireUninterruptibly();
      }
      case WAIT_FOR_CANCEL -> {
        Semaphore cancelled = new Semaphore(0);
        context.cancellation().onCancel(cancelled::release);
        cancelled.acquireUninterruptibly();
        context.cancellation().throwIfCancelled();
      }
      case WAIT_FOR_INTERRUPT -> awaitForEver();
      case SPIN -> {
        for (int i = 0; i < 2_000; i++) {
          Thread.onSpinWait();
        }
        System.out.print(token);
      }
    }
    return 0;
  }

  private static void awaitForEver() throws InterruptedException {
    new Semaphore(0).acquire();
  }

  private void sendRequests(Protocol protocol, OutputStream out, Random random) throws Exception {
    Kind[] kinds = Kind.values();
    WireOutput encoded = new WireOutput();
    for (int token = 1; token <= REQUESTS; token++) {
      // Flushed before waiting, or the answers that make room would never come.
      if (!room.tryAcquire()) {
        flush(encoded, out);
        assertThat(room.tryAcquire(30, TimeUnit.SECONDS)).as("an answer").isTrue();
      }
      // Rare enough that most work does something else than wait.
      Kind kind = kinds[random.nextInt(random.nextInt(10) == 0 ? kinds.length : 8)];
      if (kind == Kind.EXIT_IN_THREAD && random.nextInt(10) != 0) {
        kind = Kind.EXIT;
      }
      boolean mustCancel = kind == Kind.WAIT_FOR_CANCEL || kind == Kind.WAIT_FOR_INTERRUPT;
      boolean cancel = mustCancel || random.nextInt(20) == 0;
      int id = 1 + random.nextInt(4 * IN_FLIGHT);
      if (!register(id, new Sent(token, kind, cancel), random.nextInt(3) == 0)) {
        room.release();
        token--;
        continue;
      }
      List<String> arguments = List.of("" + token, kind.name());
      protocol.codec().writeRequest(WorkRequest.of(id, arguments), encoded);
      if (cancel) {
        // At once: mostly before it runs; later: while it runs or after its answer.
        if (random.nextBoolean()) {
          flush(encoded, out);
        }
        protocol.codec().writeRequest(WorkRequest.cancelOf(id), encoded);
      }
      if (random.nextInt(50) == 0) {
        protocol.codec().writeRequest(WorkRequest.cancelOf(1_000_000 + id), encoded);
      }
      if (random.nextInt(8) == 0) {
        flush(encoded, out);
      }
    }
    flush(encoded, out);
  }

  /** False if this must not be sent now. */
  private synchronized boolean register(int id, Sent sent, boolean duplicate) {
    Sent older = newest.get(id);
    if (older != null) {
      // Two cancelled answers could not be told from each other.
      if (!duplicate || (older.willBeCancelled() && sent.willBeCancelled())) {
        return false;
      }
      List<Sent> all = replaced.computeIfAbsent(id, key -> new ArrayList<>());
      if (sent.willBeCancelled() && all.stream().anyMatch(Sent::willBeCancelled)) {
        return false;
      }
      all.add(older);
      replacedCount++;
      room.release();
    }
    newest.put(id, sent);
    return true;
  }

  private static void flush(WireOutput encoded, OutputStream out) throws IOException {
    encoded.writeTo(out);
    encoded.clear();
  }

  private void readAnswers(Protocol protocol, Pipe pipe) throws IOException {
    WireInput in = new WireInput(pipe.in(), CodecLimits.defaults());
    WorkResponse response = protocol.codec().readResponse(in);
    while (response != null) {
      check(response);
      response = protocol.codec().readResponse(in);
    }
  }

  private synchronized void check(WorkResponse response) {
    answered++;
    cancelledAnswers += response.wasCancelled() ? 1 : 0;
    int id = response.requestId();
    Sent sent = newest.get(id);
    if (sent != null && fits(sent, response)) {
      newest.remove(id);
      replaced.remove(id);
      room.release();
    } else if (!wasOnItsWay(id, response)) {
      faults.add(sent + " was answered by " + response);
    }
  }

  /**
   * Whether this answers a request that was replaced while its answer was on its way, which no
   * worker can help: that may happen once for each, and only before the newer one is answered.
   */
  private boolean wasOnItsWay(int id, WorkResponse response) {
    List<Sent> older = replaced.getOrDefault(id, List.of());
    for (Sent sent : older) {
      if (fits(sent, response)) {
        older.remove(sent);
        return true;
      }
    }
    return false;
  }

  private static boolean fits(Sent sent, WorkResponse response) {
    String output = response.output();
    String token = sent.token() + " ";
    if (response.wasCancelled()) {
      return sent.willBeCancelled() && (output.isEmpty() || output.startsWith(token));
    }
    return response.exitCode() == sent.exitCode()
        && switch (sent.kind()) {
          case RETURN, INTERRUPT_ITSELF, EXIT, EXIT_IN_THREAD -> output.equals(token);
          case PRINT -> output.equals(token.repeat(4));
          case START_THREAD, SPIN -> output.equals(token.repeat(2));
          case THROW -> output.startsWith(token + "java.io.IOException: " + token);
          case THROW_ERROR -> output.startsWith(token + "java.lang.StackOverflowError: " + token);
          case WAIT_FOR_CANCEL, WAIT_FOR_INTERRUPT -> false;
        };
  }

  private static void assertNoThreadLeft(Set<Thread> before) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread != Thread.currentThread() && !isOfTheJvm(thread)) {
        thread.join(5_000);
        assertThat(thread.isAlive()).as("%s lives", thread.getName()).isFalse();
      }
    }
  }

  private static boolean isOfTheJvm(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null
        || group.getName().equals("system")
        || group.getName().equals("InnocuousThreadGroup");
  }

  private interface Body {
    void run() throws Exception;
  }

  private Thread start(String name, Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                synchronized (this) {
                  faults.add(name + ": " + e);
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
