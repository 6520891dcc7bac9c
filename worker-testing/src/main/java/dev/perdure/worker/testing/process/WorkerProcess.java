package dev.perdure.worker.testing.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker that is a separate process. */
public final class WorkerProcess implements RunningWorker {
  /** How long the log of an ended process may take to arrive. */
  private static final Duration LOG_LIMIT = Duration.ofSeconds(10);

  /** The same if another process may have the log open, so that its end may never come. */
  private static final Duration LOG_GRACE = Duration.ofMillis(500);

  private final Process process;
  private final List<String> command;
  private final Descendants descendants;
  private final WorkerLog log = new WorkerLog();
  private final Thread logReader;

  private WorkerProcess(Process process, List<String> command, String name) {
    this.process = process;
    this.command = command;
    descendants = new Descendants(process.toHandle());
    logReader = new Thread(this::readLog, name + " log");
    logReader.setDaemon(true);
  }

  /**
   * Starts a worker.
   *
   * @param directory its working directory; null for that of this process
   * @param environment its whole environment
   * @param name what the thread that reads its log is called
   * @throws IOException if it can't be started
   */
  public static WorkerProcess start(
      List<String> command, @Nullable Path directory, Map<String, String> environment, String name)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    WorkerProcess started = new WorkerProcess(builder.start(), command, name);
    started.logReader.start();
    return started;
  }

  private void readLog() {
    try (InputStream errors = process.getErrorStream()) {
      errors.transferTo(log);
    } catch (IOException e) {
      // The process was destroyed, and so were its streams.
    }
  }

  @Override
  public OutputStream requests() {
    return process.getOutputStream();
  }

  @Override
  public InputStream responses() {
    return process.getInputStream();
  }

  @Override
  public WorkerLog log() {
    return log;
  }

  @Override
  public boolean hasEnded() {
    // The Process object learns of the end last, after all threads that wait for it.
    return !process.isAlive() || !process.toHandle().isAlive();
  }

  @Override
  public boolean awaitEnd(Deadline deadline) throws InterruptedException {
    if (!process.waitFor(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    awaitLog();
    return true;
  }

  /**
   * Waits for the log: the exit code is known before the last words are read, and a failure needs
   * both.
   */
  private void awaitLog() throws InterruptedException {
    Deadline deadline = Deadline.in(LOG_LIMIT);
    do {
      logReader.join(LOG_GRACE.toMillis());
      // Processes that the worker left running are reported later.
    } while (logReader.isAlive() && !descendants.anyRuns() && deadline.nanosLeft() > 0);
  }

  @Override
  public int exitCode() {
    return process.exitValue();
  }

  @Override
  public String describe() {
    return "process "
        + process.pid()
        + (process.isAlive() ? ", running" : ", ended with exit code " + process.exitValue())
        + ": "
        + String.join(" ", command);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void kill() {
    beforeEnd();
    process.toHandle().destroyForcibly();
  }

  @Override
  public void terminate() {
    beforeEnd();
    // Process.destroy would also close the streams, and lose the bytes that are in them.
    process.toHandle().destroy();
  }

  @Override
  public void beforeEnd() {
    descendants.note();
  }

  @Override
  public List<String> leftovers(Deadline deadline) throws InterruptedException {
    List<String> left = new ArrayList<>();
    for (ProcessHandle child : descendants.awaitEnd(deadline)) {
      String command = child.info().commandLine().or(child.info()::command).orElse("unknown");
      left.add("the worker left a process running: " + child.pid() + " (" + command + ")");
    }
    return left;
  }

  @Override
  public void destroy(Deadline deadline) throws InterruptedException {
    beforeEnd();
    process.destroyForcibly();
    process.waitFor(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    descendants.awaitEnd(Deadline.in(Duration.ZERO)).forEach(ProcessHandle::destroyForcibly);
    descendants.awaitEnd(deadline);
    logReader.join(deadline.millisLeft());
  }
}
