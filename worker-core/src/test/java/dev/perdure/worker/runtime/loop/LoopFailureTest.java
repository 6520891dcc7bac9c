package dev.perdure.worker.runtime.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What breaks in the worker itself ends it: a client must never wait for an answer in vain. */
@Timeout(30)
class LoopFailureTest {
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PipedOutputStream requests = new PipedOutputStream();

  private CompletableFuture<Integer> serve(WorkHandler handler, WorkerCodec codec, OutputStream out)
      throws IOException {
    InputStream in = new PipedInputStream(requests);
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                exitCode.complete(Worker.of(handler).codecs(codec).serve(in, out, log));
              } catch (Throwable e) {
                exitCode.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return exitCode;
  }

  private void send(String line) throws IOException {
    requests.write((line + "\n").getBytes(UTF_8));
    requests.flush();
  }

  private String lastLine() {
    return log.toString(UTF_8).lines().reduce("", (first, second) -> second);
  }

  @Test
  void readingBreaks_endsTheWorker() throws Exception {
    CompletableFuture<Integer> exitCode =
        serve(context -> 0, new OddCodec().failingToRead(), answers);
    send("work 0 v0");
    send("work 0 v0 odd");
    assertThat(exitCode.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(lastLine()).contains("IllegalStateException: odd", "[worker-broken]");
    assertThat(log.toString(UTF_8)).contains("\tat ");
  }

  @Test
  void readingBreaksWhileARequestRuns_endsTheWorker() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Integer> exitCode =
        serve(
            context -> {
              running.countDown();
              new CountDownLatch(1).await();
              return 0;
            },
            new OddCodec().failingToRead(),
            answers);
    send("work 0 v0");
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    send("work 0 v0 odd");
    assertThat(exitCode.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(lastLine()).contains("IllegalStateException: odd", "[worker-broken]");
  }

  @Test
  void answerThatCanNotBeEncoded_endsTheWorker() throws Exception {
    OddCodec codec = new OddCodec().failingToWrite(new IllegalStateException("odd"));
    CompletableFuture<Integer> exitCode = serve(LoopFailureTest::print, codec, answers);
    send("work 0 v0");
    assertThat(exitCode.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(lastLine()).contains("IllegalStateException: odd", "[worker-broken]");
    assertThat(answers.size()).isZero();
  }

  @Test
  void answerThatDoesNotFitIntoMemory_isReplacedByASmallOne() throws Exception {
    OddCodec codec = new OddCodec().failingToWrite(new OutOfMemoryError("odd"));
    PipedOutputStream out = new PipedOutputStream();
    BufferedReader read =
        new BufferedReader(new InputStreamReader(new PipedInputStream(out), UTF_8));
    CompletableFuture<Integer> exitCode = serve(LoopFailureTest::print, codec, out);
    for (int id = 4; id < 6; id++) {
      send("work " + id + " v0");
      assertThat(read.readLine())
          .isEqualTo(
              "%d exit=1 request %d ran out of memory (odd); its output is lost [out-of-memory]",
              id, id);
    }
    requests.close();
    assertThat(exitCode.get(20, TimeUnit.SECONDS)).isZero();
  }

  private static int print(WorkContext context) {
    context.out().print("printed");
    return 0;
  }

  @Test
  void clientThatReadsNoMore_endsTheWorkerAtTheFirstAnswer() throws Exception {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    CompletableFuture<Integer> exitCode = serve(context -> 0, new TextCodec(), broken);
    send("work 0 v0");
    assertThat(exitCode.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(lastLine())
        .isEqualTo(
            "worker: the client no longer reads answers: java.io.IOException: Broken pipe"
                + " [answer-unwritten]");
  }

  @Test
  void workThatStopsAtTheEndOfInput_isAnsweredBeforeServeReturns() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    SlowStream slow = new SlowStream(answers);
    CompletableFuture<Integer> exitCode =
        serve(
            context -> {
              Semaphore told = new Semaphore(0);
              var unused = context.cancellation().onCancel(told::release);
              running.countDown();
              told.acquireUninterruptibly(); // The interrupt may overtake the token's action.
              return 3;
            },
            new TextCodec(),
            slow);
    CompletableFuture<Long> returned = exitCode.thenApply(code -> System.nanoTime());
    send("work 0 v0");
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    long end = System.nanoTime();
    requests.close();
    assertThat(exitCode.get(20, TimeUnit.SECONDS)).isZero();
    long written = slow.written.get(20, TimeUnit.SECONDS);
    assertThat(answers.toString(UTF_8)).isEqualTo("0 exit=3\n");
    // No answer is waited for longer than 200 ms, which a busy machine may take.
    assertThat(returned.get() - end).isGreaterThanOrEqualTo(Math.min(written - end, 200_000_000));
  }

  /** Lets other threads go first. */
  private static final class SlowStream extends FilterOutputStream {
    final CompletableFuture<Long> written = new CompletableFuture<>();

    SlowStream(OutputStream target) {
      super(target);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      long deadline = System.nanoTime() + 50_000_000;
      while (System.nanoTime() < deadline) {
        LockSupport.parkNanos(deadline - System.nanoTime());
      }
      out.write(bytes, offset, length);
      written.complete(System.nanoTime());
    }
  }

  @Test
  void failureWhoseTraceCanNotBePrinted_isAnsweredByItsName() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              throw new Unprintable();
            })) {
      assertThat(client.work("work 0 v0"))
          .startsWith("0 exit=1 " + Unprintable.class.getName())
          .contains("java.lang.UnsupportedOperationException");
      assertThat(client.work("work 0 v0")).startsWith("0 exit=1 ");
    }
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }
  }

  /** A {@link TextCodec} that fails where it is told to. */
  private static final class OddCodec implements WorkerCodec {
    private final TextCodec codec = new TextCodec();
    private boolean failingToRead;
    private Throwable unwritable;

    /** Fails to read a request of the argument "odd". */
    OddCodec failingToRead() {
      failingToRead = true;
      return this;
    }

    /** Fails to write an answer that says "printed". */
    OddCodec failingToWrite(Throwable failure) {
      unwritable = failure;
      return this;
    }

    @Override
    public String protocol() {
      return codec.protocol();
    }

    @Override
    public WorkRequest readRequest(WireInput in) throws IOException {
      WorkRequest request = codec.readRequest(in);
      if (failingToRead && request != null && request.arguments().contains("odd")) {
        throw new IllegalStateException("odd");
      }
      return request;
    }

    @Override
    public WorkResponse readResponse(WireInput in) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void writeRequest(WorkRequest request, WireOutput out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void writeResponse(WorkResponse response, WireOutput out) {
      if (response.output().equals("printed")) {
        LoopFailureTest.<RuntimeException>sneak(unwritable);
      }
      codec.writeResponse(response, out);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
