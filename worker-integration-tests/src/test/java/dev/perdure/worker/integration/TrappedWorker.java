package dev.perdure.worker.integration;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A worker that does {@link Deeds}, with the exit trap. */
final class TrappedWorker {
  private TrappedWorker() {}

  /** The command that starts it; its jar is written into {@code directory}. */
  static List<String> command(Loop loop, Path directory) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Dpool=early",
        "-Dloop=" + loop,
        "-jar",
        jar(directory).toString());
  }

  /** As users build it: an executable jar whose manifest names the agent. */
  private static Path jar(Path directory) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, DeedWorker.class.getName());
    main.putValue("Launcher-Agent-Class", "dev.perdure.worker.exit.ExitTrapAgent");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = directory.resolve("worker.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }
}
