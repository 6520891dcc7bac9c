package dev.perdure.worker.benchmarks.jobs;

import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.jobserver.JobProtocol;
import dev.perdure.worker.jobserver.JobServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A build of many small packages and one big one that needs them all: at first there are more
 * compilers than cores, in the end there is one. It never starts more compilers than cores.
 *
 * @param folder for its pipes
 * @param cores how many jobs it may run
 * @param wide the packages that need no other
 * @param tall the package that needs them
 * @param moduleMillis the CPU time of a module
 * @param moduleMebibytes the memory of a module
 */
public record WideThenTall(
    Path folder,
    int cores,
    List<Library> wide,
    Library tall,
    int moduleMillis,
    int moduleMebibytes) {
  public WideThenTall {
    wide = List.copyOf(wide);
  }

  /** Starts a compiler. */
  private interface Launcher {
    Process start(ProcessBuilder builder) throws IOException, InterruptedException;
  }

  /**
   * Builds it once.
   *
   * @throws IOException also if jobs that share tokens were more than the cores
   */
  public List<Quantity> run(Sharing sharing) throws Exception {
    Path pipe = folder.resolve("notes");
    Files.deleteIfExists(pipe);
    JobNotes notes = JobNotes.in(pipe);
    long nanos;
    PeakMemory memory = new PeakMemory();
    try (notes;
        memory;
        JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, cores, folder)) {
      Launcher launcher = sharing == Sharing.TOKENS ? server::start : ProcessBuilder::start;
      long start = System.nanoTime();
      compileAll(launcher, sharing, pipe);
      compile(launcher, sharing, pipe, tall);
      nanos = System.nanoTime() - start;
    }
    if (sharing == Sharing.TOKENS && notes.most() > cores) {
      throw new IOException(notes.most() + " jobs shared " + cores + " tokens");
    }
    return List.of(
        new Quantity("wall", "ms", nanos / 1e6),
        new Quantity("peak jobs", "jobs", notes.most()),
        new Quantity("peak memory", "MiB", memory.mebibytes()));
  }

  private void compileAll(Launcher launcher, Sharing sharing, Path pipe) throws Exception {
    ExecutorService compilers = Executors.newFixedThreadPool(cores);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Library one : wide) {
        running.add(
            compilers.submit(
                () -> {
                  compile(launcher, sharing, pipe, one);
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      compilers.shutdown();
    }
  }

  private void compile(Launcher launcher, Sharing sharing, Path pipe, Library one)
      throws IOException, InterruptedException {
    int atOnce =
        switch (sharing) {
          case TOKENS -> 0;
          case ONE_EACH -> 1;
          case ALL_EACH -> cores;
        };
    List<String> command = new ArrayList<>();
    // As compilers are started for short work: nothing that waits for more.
    command.addAll(List.of(ClassPath.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", ClassPath.all(), SyntheticCompiler.class.getName()));
    for (int argument : new int[] {one.modules(), atOnce, moduleMillis, moduleMebibytes}) {
      command.add(Integer.toString(argument));
    }
    command.add(pipe.toString());
    int exitCode = launcher.start(new ProcessBuilder(command).inheritIO()).waitFor();
    if (exitCode != 0) {
      throw new IOException("a compiler ended with " + exitCode);
    }
  }
}
