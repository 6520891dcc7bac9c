package dev.perdure.worker.runtime;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.stream.Stream;

/** Ends every process that descends from this one: none may outlive the worker (F18). */
final class ChildProcesses {
  private ChildProcesses() {}

  static void end() {
    if (mayExist()) {
      for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
        child.destroyForcibly();
      }
    }
  }

  /** Has the JDK load what {@link #end} needs of it. */
  static void rehearse() {
    mayExist();
    try (Stream<ProcessHandle> none = ProcessHandle.current().descendants().limit(0)) {
      var unused = none.toList();
    }
  }

  /** Asks Linux first: the JDK's own way costs a worker that has no children some 10 ms. */
  private static boolean mayExist() {
    File[] threads = new File("/proc/self/task").listFiles();
    if (threads == null) {
      return true;
    }
    for (File thread : threads) {
      try (FileInputStream children = new FileInputStream(new File(thread, "children"))) {
        if (children.read() >= 0) {
          return true;
        }
      } catch (IOException e) {
        if (thread.exists()) {
          return true; // A kernel that does not tell; a thread that is gone has no children.
        }
      }
    }
    return false;
  }
}
