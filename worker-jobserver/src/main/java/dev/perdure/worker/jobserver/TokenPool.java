package dev.perdure.worker.jobserver;

import java.io.Closeable;
import java.io.IOException;

/** The free tokens of a server, kept in one protocol. */
interface TokenPool extends Closeable {
  /** The address at which clients find it. */
  JobAddress address();

  /** The number of free tokens. Thread-safe. */
  int free() throws IOException;

  /** Adds tokens that no client will give back. */
  void add(int count) throws IOException;

  /**
   * Removes free tokens, {@code most} at most, without waiting.
   *
   * @return how many were removed
   */
  int remove(int most) throws IOException;

  /** Whether the tokens of a client that dies come back by themselves. */
  boolean knowsItsClients();

  /** Removes the file or semaphore by which clients find it. */
  @Override
  void close() throws IOException;
}
