package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A running process, as far as it is bytes and memory. One thread at a time talks to it; {@link
 * #send}, {@link #kill} and the questions may be called by any.
 */
interface Child extends AutoCloseable {
  /** Sends a message; does not wait for the process to read it. */
  void send(Message message) throws IOException;

  /**
   * Waits for the next message, or for the end of the process.
   *
   * @return null if it ended
   * @throws IOException if it sent what is no message
   */
  @Nullable Message receive() throws IOException, InterruptedException;

  /** True if it sent something that nobody has received. */
  boolean hasUnreceived();

  /** Forgets what it printed to standard error so far. */
  void clearErrors();

  /** What it printed to standard error since then; cut where it is too long. */
  String errors();

  /** The end of what it printed to standard error since then: some lines. */
  String lastErrors();

  /** True if it printed more to standard error than it may. */
  boolean isTooLoud();

  /** The memory that it and its descendants occupy; 0 where the system does not tell. */
  long residentBytes();

  boolean isAlive();

  /** Kills it with its descendants, and waits until they are gone. */
  void kill();

  /** Ends it, too, but lets it go by itself first if it is about to: its output has ended. */
  void awaitEndOrKill();

  /** Ends its input, so that it ends; does not wait. */
  void endInput();

  /**
   * Dismisses it, ends it if it does not go soon, and gives back what it held. Nothing may be asked
   * of it any more; without effect the second time.
   */
  @Override
  void close();

  /** How it ended, such as {@code with exit code 1}; only when it has. */
  String ending();

  /** Runs {@code action} when it has ended, or at once. */
  void onEnd(Runnable action);

  /** What people call it: its process id. */
  String name();
}
