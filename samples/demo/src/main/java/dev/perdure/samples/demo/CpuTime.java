package dev.perdure.samples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the CPU time of processes, in milliseconds, if the system has a {@code /proc}. */
final class CpuTime {
  /** Linux counts it in hundredths of a second. */
  private static final int TICK_MILLIS = 10;

  // The indexes of fields, counted from the name in brackets on.
  private static final int OWN = 11;
  private static final int OF_ENDED_CHILDREN = 13;

  private CpuTime() {}

  /** The time of a running process; 0 if there is none, or no {@code /proc}. */
  static double of(long pid) {
    return read(Long.toString(pid), OWN);
  }

  /** The total time of this program's child processes that have ended. */
  static double ofEndedChildren() {
    return read("self", OF_ENDED_CHILDREN);
  }

  private static double read(String process, int field) {
    try {
      return parse(Files.readString(Path.of("/proc", process, "stat")), field);
    } catch (IOException e) {
      return 0;
    }
  }

  /** The user's and the system's time in the text of a {@code stat} file. */
  static double parse(String stat, int field) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) * TICK_MILLIS;
  }
}
