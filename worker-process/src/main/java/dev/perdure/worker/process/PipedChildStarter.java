package dev.perdure.worker.process;

import java.io.IOException;

/** Starts processes of the system that die with this one. Thread-safe. */
final class PipedChildStarter implements ChildStarter {
  private final ChildLimits limits;
  private final ProcessGuard guard = ProcessGuard.create();

  PipedChildStarter(ChildLimits limits) {
    this.limits = limits;
  }

  @Override
  public PipedChild start(ProcessConfiguration configuration) throws IOException {
    return PipedChild.start(configuration, guard.nextMark(), limits);
  }

  @Override
  public void close() {
    guard.close();
  }
}
