package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.peer.EchoLoop;
import dev.perdure.worker.benchmarks.peer.NoopWorker;
import dev.perdure.worker.benchmarks.peer.ThreadPerRequestWorker;
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

  /** As the official library is built, see {@link ThreadPerRequestWorker}. */
  static List<String> threadPerRequest(WireFormat format, String... flags) {
    return java(ThreadPerRequestWorker.class, List.of(flags), format.label());
  }

  static List<String> echoLoop(WireFormat format) {
    return java(EchoLoop.class, List.of(), format.label());
  }

  static List<String> java(Class<?> main, List<String> flags) {
    return java(main, flags, "--persistent_worker");
  }

  private static List<String> java(Class<?> main, List<String> flags, String argument) {
    List<String> command = new ArrayList<>();
    command.add(ClassPath.java());
    command.addAll(flags);
    command.addAll(List.of("-classpath", ClassPath.all(), main.getName(), argument));
    return command;
  }
}
