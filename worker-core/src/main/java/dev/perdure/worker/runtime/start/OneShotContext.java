package dev.perdure.worker.runtime.start;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.runtime.arguments.RequestPaths;
import dev.perdure.worker.runtime.request.Cancellation;
import dev.perdure.worker.runtime.request.RequestAnswered;
import dev.perdure.worker.runtime.request.RequestResources;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The context of a one-shot run: no inputs, no sandbox directory, never cancelled. */
final class OneShotContext implements WorkContext {
  private final List<String> arguments;
  private final RequestPaths paths = new RequestPaths("");
  private final Cancellation cancellation = new Cancellation(0);
  private final RequestResources resources = new RequestResources(0);
  private volatile boolean ended;

  /** Ends the processes of the run if the program ends before it; null if there are none. */
  private @Nullable Thread atExit;

  OneShotContext(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  void end() {
    resources.end(StandardStreams.err()::println);
    ended = true;
    forgetExit();
  }

  /** Makes sure that SIGTERM or System.exit leaves no process of the run behind, as in a worker. */
  private synchronized void watchExit() {
    if (atExit == null) {
      Thread hook = new Thread(null, resources::kill, "perdure-one-shot-end", 0, false);
      try {
        Runtime.getRuntime().addShutdownHook(hook);
        atExit = hook;
      } catch (IllegalStateException e) {
        resources.kill(); // The program is already ending.
      }
    }
  }

  private synchronized void forgetExit() {
    if (atExit != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        // The hook is already running, and has nothing left to do.
      }
      atExit = null;
    }
  }

  @Override
  public List<String> arguments() {
    checkRunning();
    return arguments;
  }

  @Override
  public List<String> startupArguments() {
    checkRunning();
    return List.of();
  }

  @Override
  public List<String> workerArguments() {
    checkRunning();
    return List.of();
  }

  @Override
  public List<Input> inputs() {
    checkRunning();
    return List.of();
  }

  @Override
  public int requestId() {
    checkRunning();
    return 0;
  }

  @Override
  public int verbosity() {
    checkRunning();
    return 0;
  }

  @Override
  public Path resolve(String path) {
    checkRunning();
    return paths.resolve(path);
  }

  @Override
  public Path resolveOutput(String path) {
    return resolve(path);
  }

  @Override
  public Path relativize(Path file) {
    checkRunning();
    return file;
  }

  @Override
  public PrintStream out() {
    checkRunning();
    return StandardStreams.out();
  }

  @Override
  public PrintStream err() {
    checkRunning();
    return StandardStreams.err();
  }

  @Override
  public Process attach(Process process) {
    checkRunning();
    watchExit();
    resources.attach(process);
    return process;
  }

  @Override
  public <T extends AutoCloseable> T closeAtEnd(T resource) {
    checkRunning();
    resources.closeAtEnd(resource);
    return resource;
  }

  @Override
  public CancellationToken cancellation() {
    checkRunning();
    return cancellation;
  }

  @Override
  public Runnable adopt(Runnable task) {
    checkRunning();
    return Objects.requireNonNull(task, "task");
  }

  @Override
  public <T> Callable<T> adopt(Callable<T> task) {
    checkRunning();
    return Objects.requireNonNull(task, "task");
  }

  @Override
  public void retireWorker(String reason) {
    checkRunning();
    Objects.requireNonNull(reason, "reason"); // A one-shot run ends anyway.
  }

  private void checkRunning() {
    if (ended) {
      throw RequestAnswered.exception(0);
    }
  }
}
