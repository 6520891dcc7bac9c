package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A running process, seen as messages and memory. One thread at a time receives from it; {@link
 * #send}, {@link #kill} and the queries may be called by any thread.
 */
interface Child extends AutoCloseable {
  /** Sends a message without waiting for the process to read it. */
  void send(Message message) throws IOException;

  /**
   * Waits for the next message, or for the end of the process.
   *
   * @return the message, or null if the process has ended, or closed its input before it has read
   *     what it must answer
   * @throws IOException if it sent something that is not a message
   */
  @Nullable Message receive() throws IOException, InterruptedException;

  /** Whether it has sent something that was not received. */
  boolean hasUnreceived();

  /**
   * Whether it can't have read all of a message that it must answer: such a request has no effect.
   */
  boolean hasUndelivered();

  /** Forgets what it printed to standard error so far. */
  void clearErrors();

  /** What it has printed to standard error since then; truncated if it is too long. */
  String errors();

  /** The last lines that it has printed to standard error since then. */
  String lastErrors();

  /** Whether it has printed more to standard error than it may. */
  boolean isTooLoud();

  /** The memory in bytes that it and its descendants occupy; 0 if the system does not tell. */
  long residentBytes();

  boolean isAlive();

  /** Kills it with its descendants, and waits until they are gone. */
  void kill();

  /**
   * Also ends it, but first waits a moment for it to end by itself, because its output has ended.
   */
  void awaitEndOrKill();

  /** Closes its input, so that it ends; does not wait. */
  void endInput();

  /**
   * Closes its input, kills it if it does not end soon, and releases its resources. No other method
   * may be called after that. A second call has no effect.
   */
  @Override
  void close();

  /** How it ended, such as {@code with exit code 1}; may be called only when it has. */
  String ending();

  /** Runs {@code action} when it has ended, or at once. */
  void onEnd(Runnable action);

  /** A name for messages: its process id. */
  String name();
}
