package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.peer.OfficialWorker;
import dev.perdure.worker.benchmarks.peer.ThreadPerRequestWorker;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.util.List;

/**
 * What a worker of ours is measured against: the official Java library if the system property
 * {@code official.jar} names a jar that has it, else a worker that is built like it.
 *
 * @param name its name in results
 * @param command its command line
 */
record Peer(String name, List<String> command) {
  /** With the JVM's default flags, for this protocol. */
  static Peer of(WireFormat format) {
    String jar = System.getProperty("official.jar", "");
    if (jar.isEmpty()) {
      return new Peer(
          "a thread a request",
          Workers.java(ThreadPerRequestWorker.class, ClassPath.all(), format.label()));
    }
    String classPath = ClassPath.of("worker-benchmarks").get(0) + ":" + jar;
    return new Peer(
        "official library", Workers.java(OfficialWorker.class, classPath, format.label()));
  }
}
