package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.peer.EchoLoop;
import dev.perdure.worker.benchmarks.peer.NoopWorker;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.util.ArrayList;
import java.util.List;

/** The workers that do nothing, as command lines on this program's class path. */
final class Workers {
  /** What the launch script gives to this JDK, as far as it changes what running costs. */
  static final List<String> LAUNCHER_FLAGS =
      Runtime.version().feature() > 17
          ? List.of("-Xms32m", "-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC", "-XX:GCTimeRatio=9")
          : List.of("-Xms32m", "-XX:TieredStopAtLevel=1");

  private Workers() {}

  static List<String> perdure(String... flags) {
    return java(NoopWorker.class, List.of(flags));
  }

  static List<String> echoLoop(WireFormat format) {
    return java(EchoLoop.class, ClassPath.all(), format.label());
  }

  /** A worker on this program's class path. */
  static List<String> java(Class<?> main, List<String> flags) {
    List<String> command = new ArrayList<>(java(main, ClassPath.all(), "--persistent_worker"));
    command.addAll(1, flags);
    return command;
  }

  static List<String> java(Class<?> main, String classPath, String argument) {
    return List.of(ClassPath.java(), "-classpath", classPath, main.getName(), argument);
  }
}
