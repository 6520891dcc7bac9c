package dev.perdure.worker.it.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.devtools.build.lib.worker.JsonWorkerMessageProcessor;
import com.google.devtools.build.lib.worker.ProtoWorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkRequestHandler;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestHandlerBuilder;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkerProtocol.Input;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.gson.stream.JsonReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A worker as people write it against the official library, whose arguments say what it does.
 * Compiled with the bridge here, and by a test also with the official library; so it may use
 * nothing but what both have.
 */
public final class OfficialApiWorker {
  private static final int LINE = 1_000;
  private static final long STUBBORN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private OfficialApiWorker() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = Arrays.asList(args);
    if (!arguments.contains("--persistent_worker")) {
      runOnce(arguments);
      return;
    }
    WorkRequestHandlerBuilder builder =
        new WorkRequestHandlerBuilder(
                new WorkRequestCallback(OfficialApiWorker::work),
                System.err,
                arguments.contains("--json") ? json() : proto())
            .setCpuUsageBeforeGc(Duration.ofSeconds(10));
    if (!arguments.contains("--no_cancel")) {
      builder.setCancelCallback((id, thread) -> thread.interrupt());
    }
    try (WorkRequestHandler handler = builder.build()) {
      handler.processRequests();
    }
  }

  private static WorkerMessageProcessor proto() {
    return new ProtoWorkerMessageProcessor(System.in, System.out);
  }

  private static WorkerMessageProcessor json() {
    return new JsonWorkerMessageProcessor(
        new JsonReader(new BufferedReader(new InputStreamReader(System.in, UTF_8))),
        new BufferedWriter(new OutputStreamWriter(System.out, UTF_8)));
  }

  private static void runOnce(List<String> arguments) {
    WorkRequest.Builder request = WorkRequest.newBuilder();
    for (String argument : arguments) {
      if (!argument.equals("--json")) {
        request.addArguments(argument);
      }
    }
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, UTF_8));
    int exitCode = 1;
    try {
      exitCode = work(request.build(), out);
    } finally {
      out.flush();
    }
    System.exit(exitCode);
  }

  private static int work(WorkRequest request, PrintWriter out) {
    List<String> arguments = request.getArgumentsList();
    String first = arguments.size() < 2 ? "" : arguments.get(1);
    try {
      switch (arguments.get(0)) {
        case "write" -> {
          Files.write(file(request, first), arguments.get(2).getBytes(UTF_8));
          out.print("wrote " + first);
        }
        case "print" -> out.print(first);
        case "print-out" -> new PrintStream(System.out, true, UTF_8).print(first);
        case "print-error" -> new PrintStream(System.err, true, UTF_8).print(first);
        case "return" -> {
          return Integer.parseInt(first);
        }
        case "exit" -> System.exit(Integer.parseInt(first));
        case "large" -> {
          for (int left = Integer.parseInt(first); left > 0; left -= LINE) {
            out.print("x".repeat(Math.min(left, LINE)));
          }
        }
        case "arguments" -> out.print(arguments);
        case "digests" -> {
          for (Input input : request.getInputsList()) {
            out.print(input.getDigest().toStringUtf8());
          }
        }
        case "overflow" -> {
          return overflow(1);
        }
        case "interrupt" -> {
          Thread.currentThread().interrupt();
          out.print("done");
        }
        case "sneak" ->
            throw OfficialApiWorker.<RuntimeException>sneak(new IOException("on purpose"));
        case "throw" -> throw new IllegalStateException("on purpose");
        case "slow" -> {
          if (arguments.size() > 2) {
            System.out.print(arguments.get(2));
          }
          Files.createFile(file(request, first));
          new CountDownLatch(1).await(30, TimeUnit.SECONDS);
        }
        case "stubborn" -> {
          Files.createFile(file(request, first));
          awaitStubbornly(file(request, first));
          Files.write(file(request, arguments.get(2)), new byte[0]);
          out.print("finished");
        }
        default -> {
          out.print("unknown: " + arguments);
          return 2;
        }
      }
      return 0;
    } catch (InterruptedException e) {
      return 1;
    } catch (IOException e) {
      e.printStackTrace(out);
      return 1;
    }
  }

  private static Path file(WorkRequest request, String name) {
    return Path.of(request.getSandboxDir()).resolve(name);
  }

  private static int overflow(int depth) {
    return depth == 0 ? 0 : overflow(depth + 1) + 1;
  }

  /** Runs for two seconds or until {@code started} is gone, whoever interrupts it. */
  private static void awaitStubbornly(Path started) {
    long end = System.nanoTime() + STUBBORN_NANOS;
    while (Files.exists(started) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      Thread.interrupted();
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
