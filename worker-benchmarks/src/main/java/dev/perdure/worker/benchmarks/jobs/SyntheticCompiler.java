package dev.perdure.worker.benchmarks.jobs;

import dev.perdure.worker.jobserver.JobAddress;
import dev.perdure.worker.jobserver.JobClient;
import dev.perdure.worker.jobserver.JobLease;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A compiler that compiles several modules at once: a module costs CPU time and memory. Arguments:
 * how many modules, how many at once (0: as many as job tokens allow), milliseconds of CPU a
 * module, MiB a module, and the pipe in which it notes where jobs begin and end.
 */
public final class SyntheticCompiler {
  private static final int PAGE = 4096;

  /** What the work leaves, so that the JIT can't drop it. */
  private static final AtomicLong SINK = new AtomicLong();

  private final long nanos;
  private final int bytes;
  private final OutputStream notes;

  private SyntheticCompiler(long nanos, int bytes, OutputStream notes) {
    this.nanos = nanos;
    this.bytes = bytes;
    this.notes = notes;
  }

  public static void main(String[] args) throws Exception {
    int modules = Integer.parseInt(args[0]);
    int atOnce = Integer.parseInt(args[1]);
    long nanos = Long.parseLong(args[2]) * 1_000_000;
    int bytes = Integer.parseInt(args[3]) << 20;
    try (OutputStream notes = new FileOutputStream(args[4])) {
      SyntheticCompiler compiler = new SyntheticCompiler(nanos, bytes, notes);
      if (atOnce > 0) {
        compiler.compile(modules, atOnce);
      } else {
        compiler.compileByTokens(modules);
      }
    }
  }

  private void compile(int modules, int atOnce) throws Exception {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < modules; i++) {
      tasks.add(this::module);
    }
    await(tasks, Math.min(atOnce, modules));
  }

  private void compileByTokens(int modules) throws Exception {
    try (JobClient client =
        JobAddress.find(System.getenv(), List.of()).map(JobClient::join).orElseThrow()) {
      List<Task> tasks = new ArrayList<>();
      for (int i = 0; i < modules; i++) {
        tasks.add(() -> moduleWithToken(client));
      }
      int most = Runtime.getRuntime().availableProcessors();
      await(tasks, Math.min(Math.max(2, most), modules));
    }
  }

  private interface Task {
    void run() throws Exception;
  }

  private static void await(List<Task> tasks, int threads) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Task task : tasks) {
        running.add(
            executor.submit(
                () -> {
                  task.run();
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      executor.shutdown();
    }
  }

  private void moduleWithToken(JobClient client) throws Exception {
    JobLease lease = client.acquire();
    try {
      module();
    } finally {
      lease.close();
    }
  }

  private void module() throws IOException {
    notes.write(JobNotes.BEGIN);
    byte[] memory = new byte[bytes];
    long until = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + nanos;
    long sum = 0;
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < until) {
      for (int i = 0; i < memory.length; i += PAGE) {
        memory[i] += (byte) i;
        sum += memory[i];
      }
    }
    SINK.addAndGet(sum);
    notes.write(JobNotes.END);
  }
}
