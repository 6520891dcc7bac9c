package dev.perdure.worker.process;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts processes of the system that die with this one. Thread-safe. */
final class PipedChildStarter implements ChildStarter {
  private final ChildLimits limits;

  /** Of this pool and no other; a person sees whose processes they are. */
  private final String mark = ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".";

  // Guarded by this.
  private @Nullable Lifeline lifeline;
  private long count;

  PipedChildStarter(ChildLimits limits) {
    this.limits = limits;
  }

  @Override
  public Child start(ProcessConfiguration configuration) throws IOException {
    return PipedChild.start(configuration, nextMark(), limits);
  }

  private synchronized String nextMark() {
    if (lifeline == null) {
      lifeline = Lifeline.start(mark);
    }
    return mark + ++count;
  }

  @Override
  public synchronized void close() {
    if (lifeline != null) {
      lifeline.close();
    }
  }
}
