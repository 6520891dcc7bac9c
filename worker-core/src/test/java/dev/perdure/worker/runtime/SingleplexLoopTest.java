package dev.perdure.worker.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.ExitTrap;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SingleplexLoopTest {
  // One answer for each request.

  @Test
  void work_returns_answersExitCodeAndOutput() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.println(context.arguments());
              return 3;
            })) {
      assertThat(client.work("work 0 v0 a b")).isEqualTo("0 exit=3 [a, b]|");
    }
  }

  @Test
  void work_throwsChecked_answersTraceAndLivesOn() throws Exception {
    assertSurvives(new IOException("own"), "java.io.IOException: own");
  }

  @Test
  void work_throwsStackOverflow_answersTraceAndLivesOn() throws Exception {
    assertSurvives(new StackOverflowError("deep"), "java.lang.StackOverflowError: deep");
  }

  @Test
  void work_throwsOutOfMemory_answersTraceAndLivesOn() throws Exception {
    assertSurvives(new OutOfMemoryError("full"), "java.lang.OutOfMemoryError: full");
  }

  private static void assertSurvives(Throwable failure, String trace) throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              if (context.arguments().contains("fail")) {
                SingleplexLoopTest.<RuntimeException>sneak(failure);
              }
              return 0;
            })) {
      assertThat(client.work("work 0 v0 fail")).startsWith("0 exit=1 " + trace);
      assertThat(client.work("work 0 v0 fine")).isEqualTo("0 exit=0");
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void work_leavesInterruptFlag_nextRequestDoesNotSeeIt() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              boolean seen = Thread.currentThread().isInterrupted();
              Thread.currentThread().interrupt();
              return seen ? 1 : 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0");
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0");
    }
  }

  @Test
  void work_setsContextClassLoader_nextRequestHasTheOldOne() throws Exception {
    ClassLoader other = new ClassLoader("other", null) {};
    try (TextClient client =
        new TextClient(
            context -> {
              boolean changed = Thread.currentThread().getContextClassLoader() == other;
              Thread.currentThread().setContextClassLoader(other);
              return changed ? 1 : 0;
            })) {
      client.work("work 0 v0");
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0");
    }
  }

  // System.exit of a rewritten tool.

  @Test
  void exit_onWorkingThread_answersWithItsStatus() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.println("before");
              ExitTrap.exit(42);
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=42 before|");
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=42 before|");
    }
  }

  @Test
  void halt_caughtByTool_stillAnswersWithItsStatus() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              try {
                ExitTrap.halt(7);
              } catch (Throwable swallowed) {
                return 0;
              }
              return 1;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=7");
    }
  }

  @Test
  void exit_onStartedThread_interruptsTheWorkAndPrintsNoTrace() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              new Thread(() -> ExitTrap.exit(9)).start();
              new CountDownLatch(1).await();
              return 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=9");
    }
  }

  @Test
  void exit_afterTheAnswer_endsOnlyThatThread() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicReference<Thread> left = new AtomicReference<>();
    try (TextClient client =
        new TextClient(
            context -> {
              Thread thread =
                  new Thread(
                      () -> {
                        awaitUninterruptibly(answered);
                        ExitTrap.exit(9);
                      });
              left.set(thread);
              thread.start();
              return 0;
            })) {
      assertThat(client.work("work 5 v0")).isEqualTo("5 exit=0");
      answered.countDown();
      left.get().join();
      assertThat(client.log()).contains("a thread of request 5", "called exit(9)");
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // Standard streams.

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
  void standardStreams_ofTheEmbeddingProgram_areGivenBack() throws Exception {
    PrintStream out = System.out;
    TextClient client = new TextClient(context -> 0);
    client.work("work 0 v0");
    client.end();
    assertThat(System.out).isSameAs(out);
  }

  // Cancelling.

  @Test
  void cancel_whileRunning_firesTokenAndAnswersOnce() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    List<String> events = new ArrayList<>();
    try (TextClient client =
        new TextClient(
            context -> {
              CountDownLatch cancelled = new CountDownLatch(1);
              var unused = context.cancellation().onCancel(cancelled::countDown);
              running.countDown();
              cancelled.await();
              events.add("stopped");
              context.cancellation().throwIfCancelled();
              return 0;
            })) {
      client.send("work 0 v0\n");
      running.await();
      client.send("cancel 0\n");
      assertThat(client.await()).isEqualTo("0 cancelled");
      assertThat(events).containsExactly("stopped");
    }
  }

  @Test
  void cancel_ofWorkThatOnlyHeedsInterrupts_interruptsIt() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    try (TextClient client =
        new TextClient(
            context -> {
              running.countDown();
              new CountDownLatch(1).await();
              return 0;
            })) {
      client.send("work 0 v0\n");
      running.await();
      client.send("cancel 0\n");
      assertThat(client.await()).startsWith("0 cancelled");
      assertThat(client.work("cancel 0\nwork 0 v0 x\ncancel 0")).startsWith("0 cancelled");
    }
  }

  @Test
  void cancel_ofWorkThatFinishesAllTheSame_answersOrdinarily() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    try (TextClient client =
        new TextClient(
            context -> {
              CountDownLatch cancelled = new CountDownLatch(1);
              var unused = context.cancellation().onCancel(cancelled::countDown);
              running.countDown();
              cancelled.await();
              System.out.print("done");
              return 0;
            })) {
      client.send("work 0 v0\n");
      running.await();
      client.send("cancel 0\n");
      assertThat(client.await()).isEqualTo("0 exit=0 done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel 0", "cancel 7"})
  void cancel_ofNothingThatRuns_isIgnored(String cancel) throws Exception {
    try (TextClient client = new TextClient(context -> 0)) {
      assertThat(client.work(cancel + "\nwork 0 v0")).isEqualTo("0 exit=0");
      assertThat(client.work(cancel + "\n" + cancel + "\nwork 0 v0")).isEqualTo("0 exit=0");
      assertThat(client.hasAnswer()).isFalse();
    }
  }

  @Test
  void cancel_ofRequestThatWaits_neverRunsIt() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    try (TextClient client =
        new TextClient(
            context -> {
              if (runs.incrementAndGet() == 1) {
                CountDownLatch cancelled = new CountDownLatch(1);
                var unused = context.cancellation().onCancel(cancelled::countDown);
                running.countDown();
                cancelled.await();
              }
              return 0;
            })) {
      client.send("work 1 v0\n");
      running.await();
      // The last message tells the running request that the others have been read.
      client.send("work 2 v0\ncancel 2\nwork 3 v0\ncancel 1\n");
      assertThat(client.await()).isEqualTo("1 exit=0");
      assertThat(client.await()).isEqualTo("2 cancelled");
      assertThat(client.await()).isEqualTo("3 exit=0");
      assertThat(runs).hasValue(2);
    }
  }

  // The end.

  @Test
  void end_betweenRequests_exitsWithZeroAndSaysNothing() throws Exception {
    TextClient client = new TextClient(context -> 0);
    client.work("work 0 v0");
    assertThat(client.end()).isZero();
    assertThat(client.log()).isEmpty();
  }

  @Test
  void end_withoutAnyRequest_exitsWithZero() throws Exception {
    assertThat(new TextClient(context -> 0).end()).isZero();
  }

  @Test
  void end_whileRunning_cancelsAndReturnsWithinASecond() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    TextClient client =
        new TextClient(
            context -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return 0;
            });
    client.send("work 0 v0\n");
    running.await();
    assertThat(client.end()).isZero();
    interrupted.await();
  }

  @Test
  void end_whileWorkIgnoresAll_returnsAndNamesTheThread() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TextClient client =
        new TextClient(
            context -> {
              running.countDown();
              while (true) {
                try {
                  go.await();
                  return 0;
                } catch (InterruptedException e) {
                  assertThat(e).isNotNull(); // Stubborn.
                }
              }
            });
    client.send("work 4 v0\n");
    running.await();
    assertThat(client.end()).isZero();
    assertThat(client.log()).contains("request 4 still runs", "perdure-work");
    go.countDown();
  }

  @Test
  void malformedMessage_isNotExecutedAndDiagnosedLast() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    TextClient client = new TextClient(context -> runs.incrementAndGet());
    client.send("rubbish\nwork 0 v0\n");
    assertThat(client.end()).isEqualTo(1);
    assertThat(runs).hasValue(0);
    assertThat(client.log().strip())
        .isEqualTo(
            "worker: the client's stream is malformed: byte 0: expected a verb, came rubbish"
                + " [text-verb] [input-malformed]");
  }

  @Test
  void messageCutShort_isNotExecuted() throws Exception {
    TextClient client = new TextClient(context -> 0);
    client.send("work 0 v0");
    assertThat(client.end()).isEqualTo(1);
    assertThat(client.hasAnswer()).isFalse();
  }

  // Context and log.

  @Test
  void context_usedAfterTheAnswer_saysSo() throws Exception {
    AtomicReference<WorkContext> kept = new AtomicReference<>();
    try (TextClient client =
        new TextClient(
            context -> {
              kept.set(context);
              return 0;
            })) {
      client.work("work 8 v0");
      WorkContext late = kept.get();
      assertThatThrownBy(late::arguments)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("request 8 was answered");
      assertThatThrownBy(late::inputs).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::requestId).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::verbosity).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> late.resolve("x")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::out).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::err).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::cancellation).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void verbosity_zero_logsNothing() throws Exception {
    TextClient client = new TextClient(SingleplexLoopTest::logging);
    client.work("work 1 v0 a b");
    client.end();
    assertThat(client.log()).isEmpty();
  }

  @Test
  void verbosity_aboveZero_logsRequestAndSystemLogger() throws Exception {
    TextClient client = new TextClient(SingleplexLoopTest::logging);
    assertThat(client.work("work 1 v10 a b")).isEqualTo("1 exit=0");
    client.end();
    assertThat(client.log())
        .contains("worker: INFO test.logger, request 1: parsed 5 files")
        .doesNotContain("trifle")
        .containsPattern("worker: request 1: 2 arguments, 0 inputs, \\d+ ms, exit code 0");
  }

  private static int logging(WorkContext context) {
    System.Logger logger = System.getLogger("test.logger");
    logger.log(System.Logger.Level.INFO, "parsed {0} files", 5);
    logger.log(System.Logger.Level.DEBUG, "trifle");
    return 0;
  }

  @Test
  void requests_manyInARow_areAllAnsweredInOrder() throws Exception {
    try (TextClient client = new TextClient(context -> context.requestId() % 7)) {
      for (int i = 1; i <= 2_000; i++) {
        assertThat(client.work("work " + i + " v0")).isEqualTo(i + " exit=" + i % 7);
      }
    }
  }
}
