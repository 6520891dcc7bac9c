package com.google.devtools.build.lib.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestHandlerBuilder;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkRequestHandlerTest {
  private final QueueProcessor client = new QueueProcessor();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private WorkRequestHandlerBuilder builder(BiFunction<WorkRequest, PrintWriter, Integer> work) {
    return builder(work, client);
  }

  private WorkRequestHandlerBuilder builder(
      BiFunction<WorkRequest, PrintWriter, Integer> work, WorkerMessageProcessor processor) {
    return new WorkRequestHandlerBuilder(
        new WorkRequestCallback(work), new PrintStream(log, true, UTF_8), processor);
  }

  private static WorkResponse response(int id, int exitCode, String output) {
    return WorkResponse.newBuilder()
        .setRequestId(id)
        .setExitCode(exitCode)
        .setOutput(output)
        .build();
  }

  @Test
  void request_isGivenAsItWasSent() throws Exception {
    RunningHandler running =
        new RunningHandler(
            builder(
                    (request, out) -> {
                      out.print(request.getArgumentsList());
                      return request.getArgumentsCount();
                    })
                .build());
    client.send(1, "@@escaped", "@no-file", "");
    assertThat(client.await()).isEqualTo(response(1, 3, "[@@escaped, @no-file, ]"));
    client.end();
    running.awaitEnd();
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  @Test
  @SuppressWarnings("deprecation") // As workers call it.
  void callbackOfArguments_isCalledByEveryConstructor() throws Exception {
    BiFunction<List<String>, PrintWriter, Integer> work =
        (arguments, out) -> {
          out.println(arguments.get(0));
          return 4;
        };
    PrintStream stderr = new PrintStream(log, true, UTF_8);
    for (WorkRequestHandler handler :
        List.of(
            new WorkRequestHandler(work, stderr, client),
            new WorkRequestHandler(work, stderr, client, Duration.ofDays(1)),
            new WorkRequestHandlerBuilder(work, stderr, client).build())) {
      RunningHandler running = new RunningHandler(handler);
      client.send(0, "x");
      assertThat(client.await()).isEqualTo(response(0, 4, "x" + System.lineSeparator()));
      client.end();
      running.awaitEnd();
    }
  }

  @Test
  void textOfWriterAndSystemOut_keepsItsOrder() throws Exception {
    RunningHandler running =
        new RunningHandler(
            builder(
                    (request, out) -> {
                      out.print("a");
                      System.out.print("b");
                      out.write('c');
                      System.err.print("d");
                      out.append("efg", 1, 2).printf("%s", "\ud83c\udf0d");
                      return 0;
                    })
                .build());
    client.send(0);
    assertThat(client.await()).isEqualTo(response(0, 0, "abcdf\ud83c\udf0d"));
    client.end();
    running.awaitEnd();
  }

  @Test
  void callbackThatReturnsNull_fails() throws Exception {
    RunningHandler running = new RunningHandler(builder((request, out) -> null).build());
    client.send(0);
    WorkResponse response = client.await();
    assertThat(response.getExitCode()).isEqualTo(1);
    assertThat(response.getOutput()).contains("the callback returned null");
    client.end();
    running.awaitEnd();
  }

  @Test
  void fiveHundredRequests_runOnBoundedThreads() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    RunningHandler running =
        new RunningHandler(
            builder(
                    (request, out) -> {
                      threads.add(Thread.currentThread());
                      return 0;
                    })
                .build());
    for (int id = 1; id <= 500; id++) {
      client.send(id);
    }
    for (int id = 1; id <= 500; id++) {
      client.await();
    }
    client.end();
    running.awaitEnd();
    assertThat(threads)
        .hasSizeLessThanOrEqualTo(Math.max(8, Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void eightRequests_runAtOnce() throws Exception {
    CountDownLatch together = new CountDownLatch(8);
    RunningHandler running =
        new RunningHandler(
            builder(
                    (request, out) -> {
                      together.countDown();
                      awaitSneakily(together);
                      return 0;
                    })
                .build());
    for (int id = 1; id <= 8; id++) {
      client.send(id);
    }
    for (int id = 1; id <= 8; id++) {
      assertThat(client.await().getExitCode()).isZero();
    }
    client.end();
    running.awaitEnd();
  }

  @Test
  void cancelCallback_isGivenTheIdAndTheThreadOfTheRequest() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Map<Integer, Thread> threads = new ConcurrentHashMap<>();
    Map<Integer, Thread> given = new ConcurrentHashMap<>();
    RunningHandler running =
        new RunningHandler(
            builder(
                    (request, out) -> {
                      threads.put(request.getRequestId(), Thread.currentThread());
                      begun.countDown();
                      awaitSneakily(new CountDownLatch(1));
                      return 0;
                    })
                .setCancelCallback(
                    (id, thread) -> {
                      given.put(id, thread);
                      thread.interrupt();
                    })
                .build());
    client.send(5);
    begun.await();
    client.cancel(5);
    WorkResponse response = client.await();
    assertThat(response.getRequestId()).isEqualTo(5);
    assertThat(response.getWasCancelled()).isTrue();
    assertThat(given).isEqualTo(threads);
    client.end();
    running.awaitEnd();
  }

  /** On a thread that stays, a late interrupt would meet the next request. */
  @Test
  void threadOfTheCancelCallback_worksOnNothingElse() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    RunningHandler running =
        new RunningHandler(
            builder((request, out) -> threads.add(Thread.currentThread()) ? 0 : 1)
                .setCancelCallback((id, thread) -> thread.interrupt())
                .build());
    for (int id = 1; id <= 50; id++) {
      client.send(id);
      assertThat(client.await()).isEqualTo(response(id, 0, ""));
    }
    client.end();
    running.awaitEnd();
  }

  @Test
  void requestThatIsCancelled_isAnsweredWhenItsWorkHasStopped() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    RunningHandler running =
        new RunningHandler(
            builder(
                    (request, out) -> {
                      if (request.getRequestId() == 1) {
                        begun.countDown();
                        awaitSneakily(goOn);
                        out.print("finished");
                      }
                      return 0;
                    })
                .setCancelCallback((id, thread) -> cancelled.countDown())
                .build());
    client.send(1);
    begun.await();
    client.cancel(1);
    cancelled.await();
    client.send(2);
    assertThat(client.await()).isEqualTo(response(2, 0, ""));
    goOn.countDown();
    assertThat(client.await()).isEqualTo(response(1, 0, "finished"));
    client.end();
    running.awaitEnd();
    assertThat(client.hasAnswers()).isFalse();
  }

  @Test
  void failureOnTheThreadOfARequest_isAnswered() throws Exception {
    RunningHandler running =
        new RunningHandler(
            builder(
                    (request, out) -> {
                      throw request.getRequestId() == 1
                          ? new StackOverflowError("deep")
                          : new AssertionError("wrong");
                    })
                .setCancelCallback((id, thread) -> thread.interrupt())
                .build());
    client.send(1);
    assertThat(client.await().getOutput()).startsWith("java.lang.StackOverflowError: deep");
    client.send(2);
    assertThat(client.await().getOutput()).startsWith("java.lang.AssertionError: wrong");
    client.end();
    running.awaitEnd();
  }

  @Test
  void streams_areServedInProto() throws Exception {
    Pipe requests = Pipe.open();
    Pipe responses = Pipe.open();
    try (OutputStream out = Channels.newOutputStream(requests.sink());
        InputStream in = Channels.newInputStream(responses.source());
        WorkRequestHandler handler =
            builder(
                    (request, writer) -> {
                      writer.print(request.getSandboxDir());
                      return 0;
                    },
                    new ProtoWorkerMessageProcessor(
                        Channels.newInputStream(requests.source()),
                        Channels.newOutputStream(responses.sink())))
                .build()) {
      RunningHandler running = new RunningHandler(handler);
      for (int id = 0; id < 3; id++) {
        WorkRequest.newBuilder()
            .setRequestId(id)
            .setSandboxDir("dir")
            .build()
            .writeDelimitedTo(out);
        assertThat(WorkResponse.parseDelimitedFrom(in)).isEqualTo(response(id, 0, "dir"));
      }
      out.close();
      running.awaitEnd();
      handler.close();
      assertThat(requests.source().isOpen()).isFalse();
      assertThat(WorkResponse.parseDelimitedFrom(in)).isNull();
    }
  }

  @Test
  void requestThatIsCutShort_isNotRun_andSaysSo() {
    WorkRequestHandler handler =
        builder(
                (request, out) -> {
                  throw new AssertionError("was run");
                },
                new ProtoWorkerMessageProcessor(
                    new ByteArrayInputStream(new byte[] {9, 10, 3, 'a'}),
                    OutputStream.nullOutputStream()))
            .build();
    assertThatThrownBy(handler::processRequests)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("malformed")
        .hasMessageContaining("proto-truncated");
    assertThat(log.toString(UTF_8)).hasLineCount(1).contains("proto-truncated");
  }

  @Test
  void failingProcessor_endsTheWorkerWithItsMessage() {
    WorkerMessageProcessor failing =
        new WorkerMessageProcessor() {
          @Override
          public WorkRequest readWorkRequest() throws IOException {
            throw new IOException("the line is dead");
          }

          @Override
          public void writeWorkResponse(WorkResponse workResponse) {}

          @Override
          public void close() {}
        };
    assertThatThrownBy(builder((request, out) -> 0, failing).build()::processRequests)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the line is dead");
  }

  @Test
  void close_closesTheProcessor() throws Exception {
    builder((request, out) -> 0).build().close();
    assertThat(client.isClosed()).isTrue();
  }

  private static void awaitSneakily(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
