package dev.perdure.worker.cache;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.WorkContext;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A request of given inputs, ended and cancelled by the test. Thread-safe. */
final class FakeContext implements WorkContext, CancellationToken {
  private final Path root;
  private final List<Input> inputs;

  // Guarded by this.
  private final Deque<AutoCloseable> closings = new ArrayDeque<>();
  private final List<Runnable> cancelActions = new ArrayList<>();
  private boolean ended;
  private boolean cancelled;

  FakeContext(Path root, List<Input> inputs) {
    this.root = root;
    this.inputs = List.copyOf(inputs);
  }

  /** A request whose inputs have the given contents, by path. */
  static FakeContext of(Map<String, String> contents) {
    List<Input> inputs = new ArrayList<>();
    contents.forEach((path, content) -> inputs.add(new Input(path, Digest.ofText(content))));
    return new FakeContext(Path.of(""), inputs);
  }

  /** The work has stopped. */
  void end() throws Exception {
    Deque<AutoCloseable> all;
    synchronized (this) {
      ended = true;
      all = new ArrayDeque<>(closings);
      closings.clear();
    }
    while (!all.isEmpty()) {
      all.pop().close();
    }
  }

  void cancel() {
    List<Runnable> actions;
    synchronized (this) {
      cancelled = true;
      actions = List.copyOf(cancelActions);
    }
    actions.forEach(Runnable::run);
  }

  @Override
  public List<Input> inputs() {
    return inputs;
  }

  @Override
  public Path resolve(String path) {
    return root.resolve(path);
  }

  @Override
  public synchronized <T extends AutoCloseable> T closeAtEnd(T resource) {
    if (ended) {
      throw new IllegalStateException("the request has ended");
    }
    closings.push(resource);
    return resource;
  }

  @Override
  public CancellationToken cancellation() {
    return this;
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new WorkCancelledException("cancelled");
    }
  }

  @Override
  public Registration onCancel(Runnable action) {
    boolean now;
    synchronized (this) {
      now = cancelled;
      cancelActions.add(action);
    }
    if (now) {
      action.run();
    }
    return () -> forget(action);
  }

  private synchronized void forget(Runnable action) {
    cancelActions.remove(action);
  }

  @Override
  public int requestId() {
    return 7;
  }

  @Override
  public int verbosity() {
    return 0;
  }

  @Override
  public List<String> arguments() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path resolveOutput(String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path relativize(Path file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PrintStream out() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PrintStream err() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Process attach(Process process) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void retireWorker(String reason) {
    throw new UnsupportedOperationException();
  }
}
