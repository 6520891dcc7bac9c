package dev.perdure.worker.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that runs, and what the kernel says that it costs. In the environment that Bazel gives
 * to workers (F2), and a JDK's home. Takes Linux. Not thread-safe.
 */
public final class MeasuredProcess implements AutoCloseable {
  /** More than a compiler takes for a library on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The place of utime in /proc/PID/stat, behind the name; stime is next. */
  private static final int USER = 11;

  /** The place of cutime in /proc/PID/stat, behind the name; cstime is next. */
  private static final int CHILDREN_USER = 13;

  private static final double MILLIS_A_TICK = 10;

  /** A class of a histogram, and its bytes; not those by which a collector fills gaps. */
  private static final Pattern HISTOGRAM_LINE =
      Pattern.compile(" *[0-9]+: +[0-9]+ +([0-9]+) ++(?!.*jdk\\.internal\\.vm\\.Filler)");

  private final Process process;
  private final Path log;
  private final WatchedStream answers;

  private MeasuredProcess(Process process, Path log, WatchedStream answers) {
    this.process = process;
    this.log = log;
    this.answers = answers;
  }

  /**
   * Starts {@code command} in {@code folder}, where its standard error becomes a file.
   *
   * @throws IOException if it can't be started
   */
  public static MeasuredProcess start(Path folder, List<String> command) throws IOException {
    return start(folder, command, PATIENCE);
  }

  /** With another patience for those who wait for an answer. */
  static MeasuredProcess start(Path folder, List<String> command, Duration patience)
      throws IOException {
    Path log = Files.createTempFile(folder, "stderr", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("TMPDIR", folder.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    return new MeasuredProcess(process, log, WatchedStream.of(process, patience));
  }

  /** Its standard input. */
  public OutputStream requests() {
    return process.getOutputStream();
  }

  /** Its standard output. Whoever waits there too long finds its end: the process is killed. */
  public InputStream answers() {
    return answers;
  }

  /**
   * The CPU time of its threads so far, in milliseconds, exact to the microsecond. Those that have
   * ended are missing: a JVM's are few, and short.
   */
  public double cpuMillis() throws IOException {
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(proc("task"))) {
      for (Path thread : threads) {
        nanos += cpuNanos(thread);
      }
    }
    return nanos / 1e6;
  }

  private static long cpuNanos(Path thread) throws IOException {
    return ofLiving(
        thread,
        () -> {
          String stat = Files.readString(thread.resolve("schedstat"));
          return Long.parseLong(stat.substring(0, stat.indexOf(' ')));
        });
  }

  /**
   * The CPU time of all processes that this program has started and that have ended, in
   * milliseconds, exact to the tick of 10.
   */
  public static double endedCpuMillis() throws IOException {
    return ticks(Path.of("/proc/self/stat"), CHILDREN_USER) * MILLIS_A_TICK;
  }

  /**
   * The CPU time of all its threads so far, also of those that have ended, in milliseconds, exact
   * to the tick of 10.
   */
  public double wholeCpuMillis() throws IOException {
    return ticks(proc("stat"), USER) * MILLIS_A_TICK;
  }

  /** The sum of a time in user mode and the one in the kernel that follows it. */
  private static long ticks(Path file, int user) throws IOException {
    String stat = Files.readString(file);
    // The second field is a name in parentheses, which may have spaces of its own.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[user]) + Long.parseLong(fields[user + 1]);
  }

  /** {@link #cpuMillis} and that of all processes below it, the ended ones too. */
  public double treeCpuMillis() throws IOException {
    double millis = cpuMillis() + ticks(proc("stat"), CHILDREN_USER) * MILLIS_A_TICK;
    for (Path child : descendants()) {
      millis += ofLiving(child, () -> ticks(child.resolve("stat"), USER)) * MILLIS_A_TICK;
      millis += ofLiving(child, () -> ticks(child.resolve("stat"), CHILDREN_USER)) * MILLIS_A_TICK;
    }
    return millis;
  }

  /**
   * Waits for its end.
   *
   * @throws IOException if it failed, or if its end took too long
   */
  public void awaitSuccess() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
      throw new IOException(describe());
    }
  }

  /** The memory that it has now, in MiB. */
  public double residentMebibytes() throws IOException {
    return kibibytes(proc("status"), "VmRSS:") / 1024.0;
  }

  /**
   * {@link #residentMebibytes} and that of all processes below it. A page that several of those
   * share counts once.
   */
  public double treeMebibytes() throws IOException {
    double below = 0;
    for (Path child : descendants()) {
      below += ofLiving(child, () -> kibibytes(child.resolve("smaps_rollup"), "Pss:"));
    }
    return residentMebibytes() + below / 1024;
  }

  private static long kibibytes(Path file, String key) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + key + " in " + file);
  }

  private List<Path> descendants() {
    return process.descendants().map(it -> Path.of("/proc", Long.toString(it.pid()))).toList();
  }

  /**
   * What the kernel says of a process or thread; 0 if it has ended meanwhile, before the reading or
   * in the midst of it.
   */
  private static long ofLiving(Path proc, Figure figure) throws IOException {
    try {
      return figure.read();
    } catch (IOException e) {
      if (Files.exists(proc)) {
        throw e;
      }
      return 0;
    }
  }

  private interface Figure {
    long read() throws IOException;
  }

  /**
   * What its heap keeps alive, in MiB: the objects that are left after a collection of everything.
   *
   * @throws IOException if it is no JVM of the JDK that runs this program
   */
  public double aliveMebibytes() throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process histogram =
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = histogram.inputReader(UTF_8)) {
      long bytes =
          lines
              .lines()
              .map(HISTOGRAM_LINE::matcher)
              .filter(Matcher::lookingAt)
              .mapToLong(it -> Long.parseLong(it.group(1)))
              .sum();
      if (bytes == 0) {
        throw new IOException("no histogram of " + describe());
      }
      return bytes / (double) (1 << 20);
    }
  }

  private Path proc(String name) {
    return Path.of("/proc", Long.toString(process.pid()), name);
  }

  /** What it printed on standard error. */
  public String describe() throws IOException {
    return process.info().command().orElse("a process")
        + (process.isAlive() ? "" : " with exit code " + process.exitValue())
        + (answers.isGivenUp() ? ", killed as no answer came for too long" : "")
        + ", whose standard error is: "
        + Files.readString(log);
  }

  /** Closes its standard input, and waits for its end. */
  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
      process
          .onExit()
          .completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } finally {
      process.destroyForcibly().onExit().join();
      answers.close();
    }
  }
}
