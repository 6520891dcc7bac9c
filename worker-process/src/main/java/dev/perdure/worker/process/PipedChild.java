package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import dev.perdure.worker.process.wire.MessageReader;
import dev.perdure.worker.process.wire.MessageWriter;
import dev.perdure.worker.runtime.system.Nanos;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child that is a process of the system. Thread-safe. */
final class PipedChild implements Child {
  /** How long to wait for a killed process to end; one that the system can't kill is left. */
  private static final long KILLED_MILLIS = 2_000;

  /** How long a process may go on once its input or its output has ended. */
  private static final long DISMISSED_MILLIS = 500;

  /**
   * How long it may take to read what a process wrote before it ended, which is no more than a pipe
   * holds. The end of the pipe can't be awaited, since processes that inherited it keep it open.
   */
  private static final long LAST_MESSAGES_MILLIS = 1_000;

  private final Process process;
  private final ProcessTree tree;
  private final ErrorFile errors;
  private final ChildInput input;
  private final MessageReader reader;
  private final MessageQueue messages = new MessageQueue();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Guarded by this. */
  private boolean closed;

  private PipedChild(Process process, ProcessTree tree, ErrorFile errors, long maxMessageBytes) {
    this.process = process;
    this.tree = tree;
    this.errors = errors;
    // It may have answered before it closed its input.
    long soon = TimeUnit.MILLISECONDS.toNanos(DISMISSED_MILLIS);
    input =
        new ChildInput(
            process.getOutputStream(),
            "perdure-child-input-" + process.pid(),
            () -> messages.endWithin(soon));
    reader = new MessageReader(process.getInputStream(), maxMessageBytes);
  }

  /**
   * Starts a process.
   *
   * @param mark identifies its descendants, see {@link ProcessTree}
   */
  static PipedChild start(ProcessConfiguration configuration, String mark, ChildLimits limits)
      throws IOException {
    return start(configuration, mark, limits, ControlGroup.of(mark));
  }

  static PipedChild start(
      ProcessConfiguration configuration, String mark, ChildLimits limits, ControlGroup group)
      throws IOException {
    ErrorFile errors = ErrorFile.create(mark, limits.maxErrorBytes());
    try {
      ProcessBuilder builder = new ProcessBuilder(configuration.command());
      builder.environment().putAll(configuration.environment());
      builder.environment().put(ProcessTree.VARIABLE, mark);
      builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.file()));
      Process process = builder.start();
      errors.unlink();
      ProcessTree tree = new ProcessTree(process.toHandle(), mark, group);
      PipedChild child = new PipedChild(process, tree, errors, limits.maxMessageBytes());
      child.startThreads();
      return child;
    } catch (IOException | RuntimeException | Error e) {
      errors.close();
      throw e;
    }
  }

  private void startThreads() {
    try {
      Thread passing = startThread("perdure-child-", () -> pass(reader, messages));
      startThread("perdure-child-end-", () -> watchForEnd(passing));
    } catch (RuntimeException | Error e) {
      close(); // No thread can be started, and nobody else knows the process.
      throw e;
    }
  }

  private Thread startThread(String prefix, Runnable body) {
    // It inherits nothing, because the process outlives the request that starts it.
    Thread thread = new Thread(null, body, prefix + process.pid(), 0, false);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Watches without {@link Process#onExit}, which needs a thread of the common pool: all of them
   * may be busy.
   */
  private void watchForEnd(Thread passing) {
    try {
      tree.enterGroup();
      process.waitFor();
      try {
        tree.kill(); // Most descendants that keep standard output open are ended here.
      } finally {
        passing.join(LAST_MESSAGES_MILLIS);
        messages.end(null); // Others must not make the request wait.
        ended.complete(null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does.
    }
  }

  /**
   * Passes all messages on, and ends the queue whatever happens, so that a waiting thread is
   * notified.
   */
  static void pass(MessageReader reader, MessageQueue messages) {
    try {
      for (Message message = reader.read(); message != null; message = reader.read()) {
        messages.put(message);
      }
    } catch (IOException e) {
      messages.end(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody interrupts this thread; it ends.
    } catch (RuntimeException | Error e) {
      messages.end(new IOException("its answer can't be read: " + e, e)); // No memory for it.
    } finally {
      messages.end(null); // Has no effect after a failure.
    }
  }

  @Override
  public void send(Message message) throws IOException {
    input.send(MessageWriter.encode(message), !message.type().equals("cancel"));
  }

  /** Waits for the end of the process; false if it is still running after {@code time}. */
  boolean awaitEnd(Duration time) throws InterruptedException {
    return process.waitFor(Nanos.of(time), TimeUnit.NANOSECONDS);
  }

  @Override
  public @Nullable Message receive() throws IOException, InterruptedException {
    Message message = messages.take();
    input.answered();
    return message;
  }

  @Override
  public boolean hasUnreceived() {
    return !messages.isEmpty();
  }

  @Override
  public boolean hasUndelivered() {
    return input.hasUndelivered();
  }

  @Override
  public void clearErrors() {
    errors.clear();
  }

  @Override
  public String errors() {
    return errors.text();
  }

  @Override
  public String lastErrors() {
    return errors.tail();
  }

  @Override
  public boolean isTooLoud() {
    return errors.isTooLong();
  }

  @Override
  public long residentBytes() {
    return tree.residentBytes();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void kill() {
    tree.kill();
    awaitExit(KILLED_MILLIS);
    messages.end(null);
  }

  @Override
  public void awaitEndOrKill() {
    awaitExit(DISMISSED_MILLIS);
    kill();
  }

  @Override
  public void endInput() {
    input.close();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      endInput();
      awaitEndOrKill();
      tree.close();
      errors.close();
    }
  }

  /** Waits even if the thread is interrupted, because the process must be gone. */
  private void awaitExit(long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        break; // It has ended, or time is up.
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String ending() {
    return process.isAlive() ? "not, but its output did," : "with exit code " + process.exitValue();
  }

  @Override
  public void onEnd(Runnable action) {
    CompletableFuture<Void> unused = ended.thenRun(action);
  }

  @Override
  public String name() {
    return Long.toString(process.pid());
  }
}
