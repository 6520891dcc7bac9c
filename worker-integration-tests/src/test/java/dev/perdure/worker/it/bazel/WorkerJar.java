package dev.perdure.worker.it.bazel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.it.ExecutableJar;
import java.io.IOException;
import java.nio.file.Path;

/** The executable jar of {@link ItWorker}. */
final class WorkerJar {
  private WorkerJar() {}

  /** Writes the jar; {@code version} is what its worker tells in each output. */
  static void write(Path file, String version) throws IOException {
    String folder = ItWorker.class.getPackageName().replace('.', '/');
    ExecutableJar.write(file, ItWorker.class, folder + "/version.txt", version.getBytes(UTF_8));
  }
}
