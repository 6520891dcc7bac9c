package dev.perdure.samples.kotlinc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.WorkContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A request whose test sees, and can stop, each look at its token. */
final class FakeContext implements WorkContext, CancellationToken {
  /** Counted down when somebody wants to be told of a cancel, as who waits does. */
  final CountDownLatch observed = new CountDownLatch(1);

  private final List<String> arguments;
  private final List<Input> inputs;
  private List<String> workerArguments = List.of();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);
  private final Deque<AutoCloseable> closings = new ArrayDeque<>();
  private final AtomicInteger looks = new AtomicInteger();
  private IntConsumer onLook = look -> {};
  private Runnable onCancel = () -> {};
  private int observers;
  private Runnable onObserver = () -> {};
  private volatile boolean cancelled;
  private String retired = "";

  FakeContext(List<String> arguments, List<Input> inputs) {
    this.arguments = arguments;
    this.inputs = inputs;
  }

  /** Calls {@code action} with the number of each look at the token, from 1. */
  FakeContext onLook(IntConsumer action) {
    onLook = action;
    return this;
  }

  /** Cancels when somebody has asked to be told of a cancel for the {@code nth} time. */
  FakeContext onCancelObserved(int nth, Runnable action) {
    observers = nth;
    onObserver = action;
    return this;
  }

  /** Sets what the worker itself was started with. */
  FakeContext workerArguments(String... arguments) {
    workerArguments = List.of(arguments);
    return this;
  }

  void cancel() {
    cancelled = true;
    onCancel.run();
  }

  int looks() {
    return looks.get();
  }

  String printed() {
    return printed.toString(UTF_8);
  }

  String retired() {
    return retired;
  }

  /** Works as a worker does: what is to be closed at the end is closed on the same thread. */
  int workIn(KotlincHandler handler) throws Exception {
    try {
      return handler.work(this);
    } finally {
      end();
    }
  }

  void end() throws Exception {
    while (!closings.isEmpty()) {
      closings.pop().close();
    }
  }

  @Override
  public boolean isCancelled() {
    onLook.accept(looks.incrementAndGet());
    return cancelled;
  }

  @Override
  public void throwIfCancelled() {
    if (cancelled) {
      throw new WorkCancelledException("cancelled");
    }
  }

  @Override
  public Registration onCancel(Runnable action) {
    onCancel = action;
    observed.countDown();
    if (--observers == 0) {
      onObserver.run();
    } else if (cancelled) {
      action.run();
    }
    return () -> {};
  }

  @Override
  public CancellationToken cancellation() {
    return this;
  }

  @Override
  public <T extends AutoCloseable> T closeAtEnd(T resource) {
    closings.push(resource);
    return resource;
  }

  @Override
  public void retireWorker(String reason) {
    retired = reason;
  }

  @Override
  public List<String> arguments() {
    return arguments;
  }

  @Override
  public List<String> workerArguments() {
    return workerArguments;
  }

  @Override
  public List<Input> inputs() {
    return inputs;
  }

  @Override
  public int requestId() {
    return 0;
  }

  @Override
  public int verbosity() {
    return 0;
  }

  @Override
  public Path resolve(String path) {
    return Path.of(path);
  }

  @Override
  public Path resolveOutput(String path) {
    return resolve(path);
  }

  @Override
  public Path relativize(Path file) {
    return file;
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public PrintStream err() {
    return out;
  }

  @Override
  public Process attach(Process process) {
    throw new UnsupportedOperationException();
  }
}
