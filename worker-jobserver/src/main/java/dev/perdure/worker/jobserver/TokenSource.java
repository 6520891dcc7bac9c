package dev.perdure.worker.jobserver;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a client takes tokens from, in one protocol. */
interface TokenSource extends Closeable {
  /** Takes a token that is there now; null if there is none. Waits for nobody. */
  @Nullable Token poll() throws IOException;

  /**
   * Waits for a token; null if none came before {@link #wake()}, or for no reason. No token is lost
   * between the two. Called by one thread at a time.
   */
  @Nullable Token await() throws IOException;

  /** Ends the wait that goes on, or else the next one. Thread-safe. */
  void wake();

  /** Called when nobody waits and every token was given back; again, without effect. */
  @Override
  void close();
}
