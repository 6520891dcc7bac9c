package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.process.ClassPath;
import dev.perdure.worker.benchmarks.process.ExecutableJar;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** As the samples' build makes a worker: one jar that is not compressed, the script beside it. */
final class LaunchedWorker {
  private final Bench bench;
  private final Path script;
  private final Path jar;

  private LaunchedWorker(Bench bench, Path script, Path jar) {
    this.bench = bench;
    this.script = script;
    this.jar = jar;
  }

  /**
   * The worker whose program is {@code main}, a class of this module.
   *
   * @param name of its file in the benchmark's folder
   */
  static LaunchedWorker of(Bench bench, String name, Class<?> main) throws IOException {
    Path script = bench.folder().resolve(name);
    Files.copy(bench.samples().resolve("launcher.sh"), script);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path jar =
        new ExecutableJar()
            .add(ClassPath.of("worker-benchmarks").get(0), main)
            .add(ClassPath.of("worker-core", "worker-json", "worker-proto", "worker-multiplex"))
            .write(Path.of(script + ".jar"), main);
    return new LaunchedWorker(bench, script, jar);
  }

  /** With an archive of the classes that this request takes: each protocol has its own. */
  LaunchedWorker archived(byte[] request) throws Exception {
    Path file = Files.write(Path.of(script + ".request"), request);
    String archive = bench.samples().resolve("archive.sh").toString();
    List<String> command = List.of("sh", archive, script.toString(), file.toString());
    try (MeasuredProcess archiving = MeasuredProcess.start(bench.folder(), command)) {
      archiving.awaitSuccess();
    }
    return this;
  }

  List<String> command() {
    return List.of(script.toString(), "--persistent_worker");
  }

  List<String> commandWithoutScript() {
    return List.of(ClassPath.java(), "-jar", jar.toString(), "--persistent_worker");
  }
}
