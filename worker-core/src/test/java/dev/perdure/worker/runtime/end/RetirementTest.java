package dev.perdure.worker.runtime.end;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.loop.Connection;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.loop.SingleplexLoop;
import dev.perdure.worker.runtime.loop.SlotSettings;
import dev.perdure.worker.runtime.loop.TextCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A worker that wants to end, and a request that arrives at that moment: it is answered, or the
 * client still has it for another worker.
 */
@Timeout(60)
class RetirementTest {
  private static final WorkerEnd END = WorkerEnd.retired("retired");
  private static final byte[] REQUEST = "work 1 v0\n".getBytes(UTF_8);

  private final WorkerLog log =
      new WorkerLog(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  private final PipedOutputStream client = new PipedOutputStream();

  /** A loop of which only the quietness matters. */
  private abstract static class BareLoop implements WorkerLoop {
    @Nullable WorkerEnd end;

    @Override
    public WorkerEnd serve() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean endIfQuiet(long count, WorkerEnd reason) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void end(WorkerEnd reason) {
      end = reason;
    }
  }

  private static Connection connection(InputStream in) {
    return new Connection(
        List.of(new TextCodec()),
        CodecLimits.defaults(),
        in,
        OutputStream.nullOutputStream(),
        null,
        null);
  }

  /** Waits for another thread, which has no way to tell. */
  @SuppressWarnings("ThreadPriorityCheck") // It yields, since it must not sleep.
  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.yield();
    }
  }

  private static Thread start(FutureTask<?> reading) {
    Thread reader = new Thread(reading, "reader");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  @Test
  void requestThatArrivesAfterTheLastLook_isNotReadByAWorkerThatEnds() throws Exception {
    Connection connection = connection(new PipedInputStream(client));
    FutureTask<@Nullable WorkRequest> reading = new FutureTask<>(connection::read);
    Thread reader = start(reading);
    BareLoop loop =
        new BareLoop() {
          // The last look; when it is taken, and before the end, the request arrives.
          @Override
          public long quietCount() {
            try {
              client.write(REQUEST);
              client.flush();
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            until(() -> reader.getState() == Thread.State.BLOCKED || reading.isDone());
            return 1;
          }
        };
    boolean ended = connection.endIfQuiet(loop, 1, END);
    assertThat(ended).isTrue();
    assertThat(loop.end).isEqualTo(END);
    assertThat(reading.get(30, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void requestOfWhichAByteWasRead_isReadAndKeepsTheWorker() throws Exception {
    Connection connection = connection(new PipedInputStream(client));
    FutureTask<@Nullable WorkRequest> reading = new FutureTask<>(connection::read);
    start(reading);
    client.write(REQUEST[0]);
    client.flush();
    until(connection::isReceiving);
    BareLoop loop =
        new BareLoop() {
          @Override
          public long quietCount() {
            return 1;
          }
        };
    assertThat(connection.endIfQuiet(loop, 1, END)).isFalse();
    assertThat(loop.end).isNull();
    client.write(REQUEST, 1, REQUEST.length - 1);
    client.flush();
    assertThat(reading.get(30, TimeUnit.SECONDS)).isEqualTo(WorkRequest.of(1, List.of()));
  }

  /** As above, with the loop and its threads, and whatever order the machine comes up with. */
  @Test
  void endOfAQuietLoop_againstARequest_answersItOrDoesNotBeginIt() throws Exception {
    int ended = 0;
    for (int round = 0; round < 300; round++) {
      ended += race(round) ? 1 : 0;
    }
    System.out.println("the end came before the request in " + ended + " rounds of 300");
  }

  /** Returns whether the end came first. */
  private boolean race(int round) throws Exception {
    PipedOutputStream requests = new PipedOutputStream();
    Connected worker = new Connected(new PipedInputStream(requests));
    FutureTask<WorkerEnd> serving = new FutureTask<>(worker.loop::serve);
    start(serving);
    requests.write(REQUEST);
    requests.flush();
    until(() -> worker.loop.quietCount() == 1);
    FutureTask<Boolean> ending =
        new FutureTask<>(
            () -> {
              for (int spins = 0; spins < round * 50; spins++) {
                Thread.onSpinWait();
              }
              return worker.loop.endIfQuiet(1, END);
            });
    start(ending);
    requests.write("work 2 v0\n".getBytes(UTF_8));
    requests.flush();
    boolean ended = ending.get(30, TimeUnit.SECONDS);
    if (!ended) {
      until(() -> worker.loop.quietCount() == 2);
    }
    requests.close();
    assertThat(serving.get(30, TimeUnit.SECONDS)).isEqualTo(ended ? END : WorkerEnd.ofInput());
    assertThat(worker.begun).as("round %s", round).hasValue(ended ? 1 : 2);
    assertThat(worker.answers.toString(UTF_8))
        .as("round %s", round)
        .isEqualTo(ended ? "1 exit=0\n" : "1 exit=0\n2 exit=0\n");
    return ended;
  }

  /** A singleplex loop, connected to a client. */
  private final class Connected {
    final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    final AtomicInteger begun = new AtomicInteger();
    final WorkerLoop loop;

    Connected(InputStream requests) {
      Connection connection =
          new Connection(
              List.of(new TextCodec()), CodecLimits.defaults(), requests, answers, null, null);
      WorkStopper stopping = new WorkStopper(null, log, false, null);
      WorkHandler handler =
          context -> {
            begun.incrementAndGet();
            return 0;
          };
      Execution execution =
          new Execution(
              new SlotSettings(
                  handler, Arguments.plain(), log, null, stopping, connection, null, 1000, false));
      loop = new SingleplexLoop(connection, execution, stopping);
    }
  }

  /** What a loop tells at each look, from first to last. */
  private static final class ScriptedLoop extends BareLoop {
    final Deque<Long> counts;
    final Deque<Boolean> lastLooks;

    ScriptedLoop(List<Long> counts, List<Boolean> lastLooks) {
      this.counts = new ArrayDeque<>(counts);
      this.lastLooks = new ArrayDeque<>(lastLooks);
    }

    @Override
    public long quietCount() {
      return counts.remove();
    }

    @Override
    public boolean endIfQuiet(long count, WorkerEnd reason) {
      return lastLooks.remove();
    }
  }

  /** Takes steps until there is no other; returns how many. */
  private int steps(ScriptedLoop loop) {
    Retirement retirement = new Retirement(new WorkStopper(null, log, false, null), loop);
    retirement.begin(END);
    int steps = 1;
    while (retirement.take()) {
      steps++;
    }
    assertThat(loop.counts).isEmpty();
    assertThat(loop.lastLooks).isEmpty();
    assertThat(loop.end).as("ended without a last look").isNull();
    return steps;
  }

  @Test
  void loopThatIsQuietAtTwoLooks_endsAtTheSecond() {
    assertThat(steps(new ScriptedLoop(List.of(5L, 5L), List.of(true)))).isEqualTo(2);
  }

  @Test
  void loopThatWorkedInBetween_isWaitedFor() {
    List<Long> counts = List.of(WorkerLoop.BUSY, 5L, 6L, WorkerLoop.BUSY, 7L, 7L);
    assertThat(steps(new ScriptedLoop(counts, List.of(true)))).isEqualTo(6);
  }

  @Test
  void requestAtTheLastLook_isWaitedFor() {
    List<Long> counts = List.of(5L, 5L, 6L, 6L);
    assertThat(steps(new ScriptedLoop(counts, List.of(false, true)))).isEqualTo(4);
  }

  @Test
  void loopThatHasEnded_isLeftAlone() {
    List<Long> counts = List.of(5L, WorkerLoop.ENDED);
    assertThat(steps(new ScriptedLoop(counts, List.of()))).isEqualTo(2);
  }
}
