package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.peer.HandWrittenLoop;
import dev.perdure.worker.benchmarks.peer.NoopWorker;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.util.List;

/** The workers that do nothing, as command lines on this program's class path. */
final class Workers {
  private Workers() {}

  static List<String> perdure() {
    return java(NoopWorker.class);
  }

  static List<String> handWrittenLoop(WireFormat format) {
    return java(HandWrittenLoop.class, ClassPath.all(), format.label());
  }

  /** A worker on this program's class path. */
  static List<String> java(Class<?> main) {
    return java(main, ClassPath.all(), "--persistent_worker");
  }

  static List<String> java(Class<?> main, String classPath, String argument) {
    return List.of(ClassPath.java(), "-classpath", classPath, main.getName(), argument);
  }
}
