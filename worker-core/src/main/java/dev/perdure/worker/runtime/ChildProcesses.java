package dev.perdure.worker.runtime;

/** Ends every process that descends from this one: none may outlive the worker (F18). */
final class ChildProcesses implements Runnable {
  @Override
  public void run() {
    for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
      child.destroyForcibly();
    }
  }
}
