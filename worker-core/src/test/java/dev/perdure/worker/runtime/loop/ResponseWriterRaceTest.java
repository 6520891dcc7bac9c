package dev.perdure.worker.runtime.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads answer while the stream fails or the worker ends, in many rounds. */
@Timeout(60)
class ResponseWriterRaceTest {
  private static final int ROUNDS = 400;
  private static final int WRITERS = 3;
  private static final int FEW = 12;
  private static final int MANY = 5_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** A client that can go away; it has what it had got by then. */
  private static final class Wire extends OutputStream {
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private final int failsAt;
    private int writes;
    private int writesAfterwards;

    Wire(int failsAt) {
      this.failsAt = failsAt;
    }

    @Override
    public void write(int b) {
      throw new AssertionError("a byte at a time");
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      writes++;
      if (writes > failsAt) {
        writesAfterwards++;
      } else if (writes == failsAt) {
        throw new IOException("gone");
      } else {
        got.write(bytes, offset, length);
      }
    }

    synchronized List<String> lines() {
      return got.toString(UTF_8).lines().toList();
    }
  }

  private static WorkResponse response(int writer, int number) {
    return WorkResponse.of(writer * 10_000 + number, 0, "x".repeat(number % 50));
  }

  /** Returns how often a thread was told that the client is gone. */
  private int race(ResponseWriter writer, int answers, Callable<?> beside) throws Exception {
    AtomicInteger told = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(WRITERS + 1);
    List<Future<?>> all = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int number = w;
      all.add(
          threads.submit(
              () -> {
                start.await();
                for (int i = 0; i < answers; i++) {
                  try {
                    writer.write(new TextCodec(), response(number, i), null, null);
                  } catch (IOException e) {
                    told.incrementAndGet();
                  }
                }
                return null;
              }));
    }
    all.add(
        threads.submit(
            () -> {
              start.await();
              return beside.call();
            }));
    for (Future<?> each : all) {
      each.get(30, TimeUnit.SECONDS);
    }
    return told.get();
  }

  /** Each answer is whole and there once, and those of one thread are in its order. */
  private void assertWholeAndInOrder(List<String> lines) {
    int[] next = new int[WRITERS];
    for (String line : lines) {
      int writer = Integer.parseInt(line.substring(0, line.indexOf(' '))) / 10_000;
      WorkResponse expected = response(writer, next[writer]++);
      String text = (expected.requestId() + " exit=0 " + expected.output()).strip();
      assertThat(line).as("seed %s", seed).isEqualTo(text);
    }
  }

  @Test
  void streamThatFails_isToldToOneThread_andNeverWrittenToAgain() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Wire wire = new Wire(1 + random.nextInt(WRITERS * FEW / 2));
      ResponseWriter writer = new ResponseWriter(wire, null);
      int told = race(writer, FEW, () -> null);
      writer.drain(30_000); // Returns at once: nobody writes.
      assertThat(wire.writesAfterwards).as("seed %s", seed).isZero();
      assertThat(told).as("seed %s", seed).isEqualTo(wire.writes == wire.failsAt ? 1 : 0);
      assertWholeAndInOrder(wire.lines());
    }
  }

  @Test
  void afterShutAndDrain_nothingIsWritten_andWhatWasIsWhole() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Wire wire = new Wire(Integer.MAX_VALUE);
      ResponseWriter writer = new ResponseWriter(wire, null);
      int patience = random.nextInt(2_000);
      List<String> atTheEnd = new ArrayList<>();
      race(
          writer,
          FEW,
          () -> {
            for (int spins = 0; spins < patience; spins++) {
              Thread.onSpinWait();
            }
            writer.shut();
            writer.drain(30_000);
            return atTheEnd.addAll(wire.lines());
          });
      assertThat(wire.lines()).as("seed %s", seed).isEqualTo(atTheEnd);
      assertWholeAndInOrder(atTheEnd);
    }
  }

  @Test
  void nobodyShutsOrFails_allAnswersAreThereOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      Wire wire = new Wire(Integer.MAX_VALUE);
      race(new ResponseWriter(wire, null), MANY, () -> null);
      assertThat(wire.lines()).as("seed %s", seed).hasSize(WRITERS * MANY);
      assertWholeAndInOrder(wire.lines());
    }
  }

  /** A client that reads nothing until it is told to go on, or to go away. */
  private static final class StuckWire extends OutputStream {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private volatile boolean gone;

    @Override
    public void write(int b) {
      throw new AssertionError("a byte at a time");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writing.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (gone) {
        throw new IOException("gone");
      }
      got.write(bytes, offset, length);
    }
  }

  /** More than may be pending is pending; returns what answers {@code run} and waits for room. */
  private FutureTask<Void> answerWithoutRoom(ResponseWriter writer, StuckWire wire, RequestRun run)
      throws Exception {
    String large = "x".repeat(17 << 20);
    var unused = threads.submit(() -> answer(writer, WorkResponse.of(1, 0, "first"), null));
    wire.writing.await();
    answer(writer, WorkResponse.of(2, 0, large), null);
    FutureTask<Void> waiting =
        new FutureTask<>(() -> answer(writer, WorkResponse.of(3, 0, "third"), run));
    Thread thread = new Thread(waiting);
    thread.start();
    awaitState(thread, Thread.State.WAITING);
    return waiting;
  }

  @SuppressWarnings("ThreadPriorityCheck") // It yields, since it must not sleep.
  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.yield();
    }
  }

  private static Void answer(ResponseWriter writer, WorkResponse response, RequestRun run) {
    try {
      writer.write(new TextCodec(), response, run, null);
    } catch (IOException e) {
      assertThat(e).hasMessage("gone");
    }
    return null;
  }

  private static RequestRun stopped(int id) {
    RequestRun run = new RequestRun(WorkRequest.of(id, List.of()), new WorkerLog(null));
    run.begin();
    run.stop();
    return run;
  }

  @Test
  void answerThatWaitsForRoom_isDroppedWhenTheStreamFails() throws Exception {
    StuckWire wire = new StuckWire();
    RequestRun run = stopped(3);
    FutureTask<Void> waiting = answerWithoutRoom(new ResponseWriter(wire, null), wire, run);
    wire.gone = true;
    wire.go.countDown();
    waiting.get(30, TimeUnit.SECONDS);
    assertThat(wire.got.size()).isZero();
  }

  @Test
  void pendingAnswers_areDroppedByShut_andTheOneBeingWrittenIsWritten() throws Exception {
    StuckWire wire = new StuckWire();
    ResponseWriter writer = new ResponseWriter(wire, null);
    FutureTask<Void> waiting = answerWithoutRoom(writer, wire, stopped(3));
    writer.shut();
    waiting.get(30, TimeUnit.SECONDS);
    wire.go.countDown();
    writer.drain(30_000);
    assertThat(wire.got.toString(UTF_8)).isEqualTo("1 exit=0 first\n");
  }

  @Test
  void answerThatWaitsForRoom_hasNotTakenItsStep() throws Exception {
    StuckWire wire = new StuckWire();
    ResponseWriter writer = new ResponseWriter(wire, null);
    RequestRun run = stopped(3);
    FutureTask<Void> waiting = answerWithoutRoom(writer, wire, run);
    assertThat(run.mute()).as("the request may still be given up").isTrue();
    wire.go.countDown();
    waiting.get(30, TimeUnit.SECONDS);
    writer.drain(30_000);
    assertThat(wire.got.toString(UTF_8).lines().map(line -> line.substring(0, 1)))
        .containsExactly("1", "2");
  }
}
