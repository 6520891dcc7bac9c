package dev.perdure.worker.jobserver;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The source from which a client takes tokens, in one protocol. */
interface TokenSource extends Closeable {
  /** Takes a token that is there now, without waiting; null if there is none. */
  @Nullable Token poll() throws IOException;

  /**
   * Waits for a token; null if none came before {@link #wake()}, but also for no reason. No token
   * is lost if both happen at once. Called by one thread at a time.
   */
  @Nullable Token await() throws IOException;

  /** Ends the current wait or, if there is none, the next one. Thread-safe. */
  void wake();

  /**
   * Called when nobody is waiting and every token has been given back. A second call has no effect.
   */
  @Override
  void close();
}
