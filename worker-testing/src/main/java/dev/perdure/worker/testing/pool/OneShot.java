package dev.perdure.worker.testing.pool;

import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.SandboxDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** An action that runs in a process of its own, in a sandbox. */
final class OneShot {
  private final Action action;
  private final ExecutionRoot root;
  private final SandboxDirectory sandbox;
  private final AtomicReference<Process> running = new AtomicReference<>();
  private volatile boolean stopped;

  OneShot(Action action, ExecutionRoot root, SandboxDirectory sandbox) {
    this.action = action;
    this.root = root;
    this.sandbox = sandbox;
  }

  /** Runs it; its outputs are moved only if the gate allows that at the end. */
  ActionResult run(PooledWorker.OutputGate takesOutputs) throws IOException, InterruptedException {
    sandbox.prepare(root.inputs(action.inputs()), action.outputs());
    ProcessBuilder builder =
        new ProcessBuilder(action.command())
            .directory(sandbox.directory().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(action.environment());
    Process process = builder.start();
    running.set(process);
    if (stopped) {
      process.destroyForcibly();
    }
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      if (!stopped && takesOutputs.open()) {
        sandbox.moveOutputs(action.outputs());
      }
      return new ActionResult(exitCode, output, false);
    } finally {
      process.destroyForcibly();
      sandbox.clean();
    }
  }

  /** Kills the process with its children. */
  void stop() {
    stopped = true;
    Process process = running.get();
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
