package dev.perdure.worker.testing;

import dev.perdure.worker.testing.process.Deadline;
import dev.perdure.worker.testing.process.RunningWorker;
import dev.perdure.worker.testing.process.WorkerLog;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * A worker in this process. It runs in its own thread group, by which the threads that it leaves
 * behind are told from those of other tests that are running.
 */
final class WorkerThread implements RunningWorker {
  private static final int STACK_FRAMES = 12;

  private final BytePipe requests = new BytePipe();
  private final BytePipe responses = new BytePipe();
  private final WorkerLog log = new WorkerLog();
  private final ThreadGroup group;
  private final Thread thread;
  private volatile int exitCode;

  private WorkerThread(InProcessWorker worker, String name) {
    group = new ThreadGroup(name);
    thread = new Thread(group, () -> run(worker), name);
    thread.setDaemon(true);
  }

  static WorkerThread start(InProcessWorker worker, String name) {
    WorkerThread started = new WorkerThread(worker, name);
    started.thread.start();
    return started;
  }

  private void run(InProcessWorker worker) {
    try {
      exitCode = worker.serve(requests.source(), responses.sink(), log);
    } catch (Throwable e) {
      // Like an uncaught exception of main.
      exitCode = 1;
      PrintWriter text = new PrintWriter(log, true, StandardCharsets.UTF_8);
      text.print("Exception in thread \"" + thread.getName() + "\" ");
      e.printStackTrace(text);
      text.flush();
    } finally {
      requests.closeSource();
      responses.closeSink();
    }
  }

  @Override
  public OutputStream requests() {
    return requests.sink();
  }

  @Override
  public InputStream responses() {
    return responses.source();
  }

  @Override
  public WorkerLog log() {
    return log;
  }

  @Override
  public boolean hasEnded() {
    return !thread.isAlive();
  }

  @Override
  public boolean awaitEnd(Deadline deadline) throws InterruptedException {
    thread.join(deadline.millisLeft());
    return !thread.isAlive();
  }

  @Override
  public int exitCode() {
    return exitCode;
  }

  @Override
  public String describe() {
    if (!thread.isAlive()) {
      return "in this process, ended with exit code " + exitCode;
    }
    StringBuilder text = new StringBuilder("in this process, running:");
    for (Thread running : threads()) {
      text.append("\n").append(stack(running));
    }
    return text.toString();
  }

  @Override
  public long pid() {
    throw new UnsupportedOperationException("a worker in this process has no process of its own");
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException("a worker in this process can't be killed");
  }

  @Override
  public void terminate() {
    throw new UnsupportedOperationException("a worker in this process gets no signals");
  }

  @Override
  public void beforeEnd() {}

  @Override
  public List<String> leftovers(Deadline deadline) throws InterruptedException {
    List<String> left = new ArrayList<>();
    for (Thread running : threads()) {
      running.join(deadline.millisLeft());
      if (running.isAlive()) {
        left.add("the worker left a thread running: " + stack(running));
      }
    }
    return left;
  }

  @Override
  public void destroy(Deadline deadline) throws InterruptedException {
    requests.closeSink();
    responses.closeSource();
    group.interrupt();
    thread.join(deadline.millisLeft());
  }

  private List<Thread> threads() {
    // The group can grow between the count and the enumeration, which silently drops what does not
    // fit.
    Thread[] threads = new Thread[2 * group.activeCount() + 16];
    return Arrays.stream(threads, 0, group.enumerate(threads))
        .filter(thread -> !isOfTheJdk(thread))
        .toList();
  }

  /** Whether this is a thread that the JDK starts once, from the first thread that needs it. */
  private static boolean isOfTheJdk(Thread thread) {
    return (thread instanceof ForkJoinWorkerThread worker
            && worker.getPool() == ForkJoinPool.commonPool())
        || thread.getName().equals("CompletableFutureDelayScheduler")
        || thread.getName().equals("ForkJoinPool.commonPool-delayScheduler");
  }

  private static String stack(Thread thread) {
    StringBuilder text = new StringBuilder(thread.getName()).append(", ").append(thread.getState());
    Arrays.stream(thread.getStackTrace())
        .limit(STACK_FRAMES)
        .forEach(frame -> text.append("\n    at ").append(frame));
    return text.toString();
  }
}
