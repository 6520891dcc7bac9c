package dev.perdure.worker.client;

import dev.perdure.worker.codec.WireOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A worker's process, with those that it started. Thread-safe, except that one thread writes. */
final class ClientProcess {
  private static final long PATIENCE_SECONDS = 5;

  private final Process process;
  private final LogTail log;
  // A process whose parent has ended can't be found any more, so they are noted before.
  private final Set<ProcessHandle> children = ConcurrentHashMap.newKeySet();

  private ClientProcess(Process process, LogTail log) {
    this.process = process;
    this.log = log;
  }

  static ClientProcess start(WorkerSettings settings, String name) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(settings.command()).directory(settings.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(settings.environment());
    Process process = builder.start();
    LogTail log = new LogTail(process.getErrorStream(), name + " log");
    log.start();
    return new ClientProcess(process, log);
  }

  InputStream answers() {
    return process.getInputStream();
  }

  void write(WireOutput bytes) throws IOException {
    OutputStream requests = process.getOutputStream();
    bytes.writeTo(requests);
    requests.flush();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until the process has ended. */
  void awaitExit() {
    Uninterrupted.run(process::waitFor);
  }

  /** Kills it with its children. */
  void kill() {
    process.descendants().forEach(children::add);
    // Process.destroyForcibly would also close the streams, and wait for a thread that writes.
    process.toHandle().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Closes its standard input, at which a worker ends (F18). */
  void closeRequests() {
    process.descendants().forEach(children::add);
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  /** Waits for the end, kills it if it does not come, and kills the children that are left. */
  void end() {
    if (!Uninterrupted.run(() -> process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))) {
      kill();
      Uninterrupted.run(process::waitFor);
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits for the end, and tells how it was. */
  String awaitEnd() {
    end();
    String lines = Uninterrupted.run(log::awaitText);
    return "process "
        + process.pid()
        + " ended with exit code "
        + process.exitValue()
        + (lines.isEmpty() ? " and no log" : "; its log ends with:\n" + lines);
  }
}
