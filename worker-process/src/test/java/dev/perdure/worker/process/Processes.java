package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What runs on this machine, for tests that need to know what is left of it. */
final class Processes {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Path PROC = Path.of("/proc");

  /** What marks of pools of this process contain, after the kernel that they are of. */
  private static final String OWN = "-" + ProcessHandle.current().pid() + "-";

  private static final String MARK = ProcessTree.VARIABLE + "=perdure-";

  private Processes() {}

  /** Waits until none of the processes runs. */
  static void awaitEnd(List<Long> pids) {
    awaitTrue("the end of " + pids, () -> pids.stream().noneMatch(Processes::runs));
  }

  /** Waits until a child has made this file. */
  static void awaitFile(Path file) {
    awaitTrue(file.toString(), () -> Files.exists(file));
  }

  /** Other people's processes wake nobody: look again and again. */
  static void awaitTrue(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s within %s", what, DEADLINE).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Those that pools of this process started, and those that these started. */
  static List<Long> ofPools() {
    return all().filter(pid -> hasOwn(read(pid, "environ"), MARK)).toList();
  }

  /** The watching shells of pools of this process. */
  static List<Long> lifelines() {
    return all().filter(Processes::isLifeline).toList();
  }

  /** The watching shell of a pool. */
  static boolean isLifeline(long pid) {
    return hasOwn(read(pid, "cmdline"), "perdure-lifeline\0perdure-");
  }

  private static boolean hasOwn(String text, String mark) {
    int at = text.indexOf(mark);
    return at >= 0 && text.indexOf(OWN, at) == text.indexOf('-', at + mark.length());
  }

  /** A child that has begun to run Perl. */
  static boolean isFakeChild(long pid) {
    return read(pid, "cmdline").startsWith("perl");
  }

  /** True for a process that does something; false if it ended, whether or not it was reaped. */
  static boolean runs(long pid) {
    String stat = read(pid, "stat");
    return !stat.isEmpty() && stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
  }

  private static Stream<Long> all() {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .map(Long::parseLong)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty if there is no such process, or it is another user's. */
  private static String read(long pid, String file) {
    try {
      return Files.readString(
          PROC.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
