package dev.perdure.samples.kotlinc;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.WorkContext;
import org.jetbrains.kotlin.progress.CompilationCanceledException;
import org.jetbrains.kotlin.progress.CompilationCanceledStatus;

/**
 * Tells kotlinc whether the request of the calling thread is cancelled. kotlinc keeps the status in
 * a static field. This version has one per thread there, but that is no promise: with one per
 * process, the status of a request would decide about all others. So one status serves all.
 *
 * <p>Threads that kotlinc starts inherit nothing, since some of them outlive the request.
 */
final class CancelledByThread implements CompilationCanceledStatus {
  private static final ThreadLocal<CancellationToken> TOKENS = new ThreadLocal<>();

  /** Binds the calling thread to the request that it works on, until that has stopped. */
  void bind(WorkContext context) {
    TOKENS.set(context.cancellation());
    context.closeAtEnd(TOKENS::remove);
  }

  @Override
  public void checkCanceled() {
    CancellationToken token = TOKENS.get();
    if (token != null && token.isCancelled()) {
      throw new CompilationCanceledException();
    }
  }
}
