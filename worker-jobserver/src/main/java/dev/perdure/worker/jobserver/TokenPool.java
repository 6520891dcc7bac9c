package dev.perdure.worker.jobserver;

import java.io.Closeable;
import java.io.IOException;

/** The tokens that nobody has, kept by their server in one protocol. */
interface TokenPool extends Closeable {
  /** What clients need to find it. */
  JobAddress address();

  /** How many tokens are there. Thread-safe. */
  int free() throws IOException;

  /** Adds tokens that no client will give back. */
  void add(int count) throws IOException;

  /**
   * Takes tokens away, as far as they are there; waits for none.
   *
   * @return how many were taken
   */
  int remove(int most) throws IOException;

  /** Whether tokens of a client that dies come back by themselves. */
  boolean knowsItsClients();

  /** Removes what clients find it by. */
  @Override
  void close() throws IOException;
}
