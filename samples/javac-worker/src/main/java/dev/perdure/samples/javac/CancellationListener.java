package dev.perdure.samples.javac;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.tools.javac.api.ClientCodeWrapper;
import com.sun.tools.javac.util.Abort;
import dev.perdure.worker.CancellationToken;

/**
 * Ends the compilation before its next step once the request is cancelled.
 *
 * <p>Trusted, so that {@link Abort} reaches javac unchanged, which then stops silently. Any other
 * exception would be a crash for javac, with a report in the folder for temporary files.
 */
@ClientCodeWrapper.Trusted
public final class CancellationListener implements TaskListener {
  private final CancellationToken cancellation;

  /** A listener that looks at {@code cancellation}. */
  public CancellationListener(CancellationToken cancellation) {
    this.cancellation = cancellation;
  }

  @Override
  public void started(TaskEvent event) {
    // The event COMPILATION begins outside of the block in which javac expects Abort.
    if (event.getKind() != TaskEvent.Kind.COMPILATION && cancellation.isCancelled()) {
      throw new Abort();
    }
  }
}
