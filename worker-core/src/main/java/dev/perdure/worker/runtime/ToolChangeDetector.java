package dev.perdure.worker.runtime;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out that the files this process was started from have changed: its class path is among the
 * inputs of its requests (bazel#29447). Belongs to the thread that reads; loaded by the second
 * request.
 */
final class ToolChangeDetector {
  /** The inputs of the first request that are this process's own jars. */
  private final List<Input> own = new ArrayList<>();

  /**
   * @param classPath as the system property {@code java.class.path} has it
   */
  ToolChangeDetector(WorkRequest first, String classPath) {
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      String file = entry.replace(File.separatorChar, '/');
      if (file.endsWith(".jar")) {
        find(first, file);
      }
    }
  }

  private void find(WorkRequest first, String file) {
    for (Input input : first.inputs()) {
      String path = input.path();
      // Inputs are named from the execution root on, the class path often absolutely.
      boolean same = file.equals(path) || (file.endsWith(path) && file.endsWith("/" + path));
      if (same && !input.digest().isEmpty()) {
        own.add(input);
      }
    }
  }

  /** The path of a jar that has another digest by now, or an empty text. */
  String changed(WorkRequest request) {
    for (Input known : own) {
      for (Input input : request.inputs()) {
        if (input.path().equals(known.path()) && differs(known.digest(), input.digest())) {
          return known.path();
        }
      }
    }
    return "";
  }

  private static boolean differs(Digest known, Digest now) {
    return !now.isEmpty() && !now.equals(known);
  }
}
