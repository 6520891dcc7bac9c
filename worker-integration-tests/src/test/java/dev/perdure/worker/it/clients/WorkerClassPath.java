package dev.perdure.worker.it.clients;

import dev.perdure.worker.Worker;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of a worker: the library's modules, and the worker's own classes. */
final class WorkerClassPath {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private WorkerClassPath() {}

  /** A command that starts the worker with the main class {@code main}. */
  static List<String> command(Path classes, String main) {
    return List.of(
        JAVA.toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-cp",
        classes + File.pathSeparator + library(),
        main);
  }

  static String library() {
    return Stream.of(Worker.class, Multiplex.class, JsonWorkerCodec.class, ProtoWorkerCodec.class)
        .map(type -> origin(type).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
