package dev.perdure.worker.it.bazel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Does what the arguments say, one after the other, and then writes down in the output file what
 * the request was. Thread-safe.
 */
final class ScriptedWork implements WorkHandler {
  /** As a startup argument: one request at a time. */
  static final String SINGLEPLEX = "--singleplex";

  /** As a startup argument: where the events go. */
  static final String EVENTS = "--events=";

  private static final String VERSION = "version.txt";

  @Override
  public int work(WorkContext context) throws Exception {
    List<String> arguments = new ArrayList<>(context.arguments());
    arguments.remove(SINGLEPLEX);
    Events events = new Events(Path.of(arguments.remove(0).substring(EVENTS.length())));
    String output = arguments.remove(0);
    String name = Path.of(output).getFileName().toString().replace(".txt", "");
    events.add("start", name, context.requestId());
    int exitCode = 0;
    for (String step : arguments) {
      String value = step.substring(step.indexOf('=') + 1);
      switch (step.substring(0, step.length() - value.length())) {
        case "await=" -> awaitFile(Path.of(value), context.cancellation());
        case "hold=" -> hold(context, events, name);
        case "stubborn=" -> ignoreAll(Long.parseLong(value));
        case "print=" -> context.out().println(value);
        case "fail=" -> exitCode = Integer.parseInt(value);
        case "read=" -> context.out().print(Files.readString(context.resolve(value)));
        default -> throw new IllegalArgumentException("unknown step " + step);
      }
    }
    Files.writeString(context.resolve(output), report(context));
    events.add("end", name, context.requestId());
    return exitCode;
  }

  /** Waits for somebody outside; gives up when cancelled. */
  private static void awaitFile(Path file, CancellationToken token) {
    while (!Files.exists(file)) {
      token.throwIfCancelled();
      LockSupport.parkNanos(2_000_000);
    }
  }

  /** Waits until it is cancelled, and for nothing else. */
  private static void hold(WorkContext context, Events events, String name) throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (CancellationToken.Registration registration =
        context.cancellation().onCancel(cancelled::countDown)) {
      cancelled.await();
    }
    events.add("cancelled", name, context.requestId());
    context.cancellation().throwIfCancelled();
  }

  /** Work that can be stopped by nothing. */
  private static void ignoreAll(long millis) {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
      Thread.interrupted();
    }
  }

  private static String report(WorkContext context) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("version=" + version());
    lines.add("process=" + ProcessHandle.current().pid());
    lines.add("request=" + context.requestId());
    lines.add("arguments=" + String.join("|", context.arguments()));
    lines.add("root=" + context.resolve("."));
    for (Input input : context.inputs()) {
      lines.add("input=" + input.path() + " " + input.digest());
    }
    return String.join("\n", lines) + "\n";
  }

  /** Told by the jar itself, so that a test can make another one. */
  private static String version() throws IOException {
    try (InputStream stream = ScriptedWork.class.getResourceAsStream(VERSION)) {
      return stream == null ? "none" : new String(stream.readAllBytes(), UTF_8);
    }
  }
}
