package dev.perdure.worker.runtime.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SingleplexStreamsTest {
  @Test
  void prints_ofStartedThreads_reachTheirAnswerInOrder() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.print("1");
              Thread thread = new Thread(() -> System.err.print("2"));
              thread.start();
              thread.join();
              ExecutorService pool = Executors.newSingleThreadExecutor();
              pool.submit(() -> System.out.print("3")).get();
              pool.shutdown();
              context.out().print("4");
              context.err().print("5");
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0 12345");
    }
  }

  @Test
  void prints_ofThreadsThatOutliveTheirRequest_reachTheLog() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicReference<Thread> left = new AtomicReference<>();
    AtomicReference<PrintStream> kept = new AtomicReference<>();
    try (TextClient client =
        new TextClient(
            context -> {
              if (context.arguments().contains("leave")) {
                kept.set(context.out());
                left.set(
                    new Thread(
                        () -> {
                          awaitUninterruptibly(answered);
                          kept.get().println("late");
                        }));
                left.get().start();
              } else {
                answered.countDown();
                left.get().join();
              }
              return 0;
            })) {
      assertThat(client.work("work 0 v0 leave")).isEqualTo("0 exit=0");
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0");
      assertThat(client.log()).contains("late");
    }
  }

  @Test
  void uncaughtException_ofStartedThread_reachesTheAnswer() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              Thread thread =
                  new Thread(
                      () -> {
                        throw new IllegalStateException("in a thread");
                      });
              thread.start();
              thread.join();
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).contains("java.lang.IllegalStateException: in a thread");
    }
  }

  @Test
  void bytes_encodedByTheTool_areDecodedAsTheyWereEncoded() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              Writer writer = new OutputStreamWriter(System.out, UTF_8);
              writer.write("Grün 世界 😀");
              writer.flush();
              byte[] split = "ü".getBytes(UTF_8);
              System.out.write(split, 0, 1);
              System.out.write(split, 1, 1);
              System.out.print('\ud83d');
              System.out.print('\ude00');
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0 Grün 世界 😀ü😀");
    }
  }

  @Test
  void halfSurrogate_ofOneRequest_doesNotReachTheNext() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.print(context.arguments().contains("high") ? '\ud83d' : '\ude00');
              return 0;
            })) {
      client.work("work 0 v0 high");
      assertThat(client.work("work 0 v0 low")).isEqualTo("0 exit=0 ?");
    }
  }

  @Test
  void standardInput_ofTheWork_isEmpty() throws Exception {
    try (TextClient client = new TextClient(context -> System.in.read())) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=-1");
    }
  }

  @Test
  void standardStreams_replacedOrClosedByTheTool_areBackForTheNext() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.print("x");
              System.out.close();
              System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0 x");
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0 x");
    }
  }

  @Test
  void contextStreams_closedByTheTool_stillTakeWhatItPrintsAndThrows() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              try (PrintStream out = context.out();
                  Writer err = new OutputStreamWriter(context.err(), UTF_8)) {
                out.print("1");
                err.write("2");
              }
              System.out.print("3");
              throw new IllegalStateException("seen");
            })) {
      assertThat(client.work("work 0 v0"))
          .contains("exit=1 123")
          .contains("java.lang.IllegalStateException: seen");
    }
  }

  @Test
  void prints_ofAOneShotRunInsideOfARequest_reachTheAnswerOfThat() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.print("1");
              int exitCode = Worker.of(new Inner()).run("2");
              System.out.print("3");
              return exitCode;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=4 123");
    }
  }

  private static final class Inner implements WorkHandler {
    @Override
    public int work(WorkContext context) {
      context.out().print(context.arguments().get(0));
      return 4;
    }
  }

  @Test
  void standardStreams_ofTheEmbeddingProgram_areGivenBack() throws Exception {
    PrintStream out = System.out;
    TextClient client = new TextClient(context -> 0);
    client.work("work 0 v0");
    client.end();
    assertThat(System.out).isSameAs(out);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
