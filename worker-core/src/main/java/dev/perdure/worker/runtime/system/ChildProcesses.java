package dev.perdure.worker.runtime.system;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.stream.Stream;

/** Ends all descendants of this process: none may outlive the worker (F18). */
public final class ChildProcesses {
  private ChildProcesses() {}

  public static void end() {
    if (mayExist()) {
      for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
        child.destroyForcibly();
      }
    }
  }

  /** Makes the JDK load the classes that {@link #end} needs. */
  public static void rehearse() {
    mayExist();
    try (Stream<ProcessHandle> none = ProcessHandle.current().descendants().limit(0)) {
      var unused = none.toList();
    }
  }

  /** Asks Linux first: the JDK's own way takes some 10 ms even if there are no children. */
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
          return true; // This kernel can't tell. (A thread that has ended has no children.)
        }
      }
    }
    return false;
  }
}
