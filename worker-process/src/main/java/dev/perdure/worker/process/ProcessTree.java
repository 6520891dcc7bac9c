package dev.perdure.worker.process;

import dev.perdure.worker.runtime.MemoryUse;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * A process and all that it started. Those whose parent has died are nobody's children; Linux tells
 * them by a mark in the environment that they inherited. Thread-safe.
 */
final class ProcessTree {
  /** The variable of the mark. */
  static final String VARIABLE = "PERDURE_PROCESS";

  private static final Path PROC = Path.of("/proc");

  /** How often to look for processes that were started while others were killed. */
  private static final int ROUNDS = 10;

  private static final boolean CHILDREN_ARE_TOLD =
      Files.exists(PROC.resolve("thread-self/children"));

  private final ProcessHandle root;
  private final String entry;

  /** Guarded by this. */
  private boolean gone;

  /**
   * The tree of {@code root}.
   *
   * @param mark the value of {@link #VARIABLE} in its environment, which no other process has
   */
  ProcessTree(ProcessHandle root, String mark) {
    this.root = root;
    entry = "\0" + VARIABLE + "=" + mark + "\0";
  }

  /** The memory that is occupied by the root and its descendants, but for nobody's children. */
  long residentBytes() {
    long bytes = 0;
    for (ProcessHandle process : descent()) {
      bytes += MemoryUse.resident(process.pid());
    }
    return bytes;
  }

  /** Kills them all; without effect once they are gone. */
  synchronized void kill() {
    if (gone) {
      return;
    }
    descent().forEach(ProcessHandle::destroyForcibly);
    Set<ProcessHandle> left = marked();
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      left.forEach(ProcessHandle::destroyForcibly);
      left = marked();
    }
    gone = left.isEmpty();
  }

  /** The root and those whose parents live. */
  private Set<ProcessHandle> descent() {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    all.add(root);
    if (CHILDREN_ARE_TOLD) {
      addChildren(root.pid(), all);
    } else {
      root.descendants().forEach(all::add);
    }
    return all;
  }

  /** What Linux tells of one process; the JDK reads of all processes who their parents are. */
  private static void addChildren(long pid, Set<ProcessHandle> all) {
    for (long thread : numbers(PROC.resolve(pid + "/task"))) {
      String children = read(PROC.resolve(pid + "/task/" + thread + "/children"));
      StringTokenizer tokens = new StringTokenizer(children);
      while (tokens.hasMoreTokens()) {
        long child = Long.parseLong(tokens.nextToken());
        ProcessHandle.of(child).ifPresent(all::add);
        addChildren(child, all);
      }
    }
  }

  /** Those that carry the mark and are alive. */
  private Set<ProcessHandle> marked() {
    Set<ProcessHandle> marked = new LinkedHashSet<>();
    for (long pid : numbers(PROC)) {
      // No variable whose name only ends like ours.
      if (("\0" + read(PROC.resolve(pid + "/environ"))).contains(entry)) {
        ProcessHandle.of(pid).ifPresent(marked::add);
      }
    }
    return marked;
  }

  /** The entries of a directory that are numbers; none if it can't be read. */
  private static List<Long> numbers(Path directory) {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[0-9]*")) {
      for (Path each : entries) {
        numbers.add(Long.parseLong(each.getFileName().toString()));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // Not Linux, or the process has just ended.
    }
    return numbers;
  }

  /** Empty if it can't be read: another user's process, or one that has just ended. */
  private static String read(Path file) {
    // No channel: one that an interrupted thread reads is closed, and nothing would be found.
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
