package dev.perdure.worker.it.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.it.FileTree;
import dev.perdure.worker.it.ToolRoot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory in a root, in which a peer and {@link JobsProgram} run. */
final class JobsDirectory implements AutoCloseable {
  private static final String PLACE = "/var/tmp";
  private static final long DEADLINE_SECONDS = 60;

  /** What our side needs to run; the rest of the test's class path stays outside. */
  private static final List<String> LIBRARIES =
      List.of("worker-core", "worker-jobserver", "jna", "jspecify");

  private final ToolRoot root;
  private final Path directory;

  private JobsDirectory(ToolRoot root, Path directory) {
    this.root = root;
    this.directory = directory;
  }

  static JobsDirectory create(ToolRoot root) throws IOException {
    Path directory = Files.createTempDirectory(root.fromOutside(PLACE), "perdure-it-jobs-");
    JobsDirectory created = new JobsDirectory(root, directory);
    created.copyLibraries();
    created.write("ours", created.script());
    created.executable("ours");
    return created;
  }

  private void copyLibraries() throws IOException {
    Path lib = Files.createDirectory(directory.resolve("lib"));
    String classPath = System.getProperty("java.class.path");
    for (Path place : Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList()) {
      for (String library : LIBRARIES) {
        if (isLibrary(place, library)) {
          FileTree.copy(place, lib.resolve(library + ".jar"));
        }
      }
    }
    String own = JobsProgram.class.getName().replace('.', '/') + ".class";
    Path target = lib.resolve("own").resolve(own);
    Files.createDirectories(target.getParent());
    try (var in = JobsProgram.class.getClassLoader().getResourceAsStream(own)) {
      Files.copy(in, target);
    }
  }

  /** Jars, or, before they are packed, the directories of classes. */
  private static boolean isLibrary(Path path, String name) {
    return path.getFileName().toString().startsWith(name)
        || path.endsWith(Path.of(name, "target", "classes"));
  }

  private String script() throws IOException {
    List<String> places = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("lib"))) {
      files.forEach(file -> places.add(root.fromInside(file)));
    }
    // The machine's own root has the JDK of this build, a chroot the one that it has.
    String java = System.getProperty("java.home") + "/bin/java";
    String known = Files.exists(root.fromOutside(java)) ? java : "java";
    return "#!/bin/sh\nexec "
        + known
        + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "
        + String.join(":", places)
        + " "
        + JobsProgram.class.getName()
        + " \"$@\"\n";
  }

  Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  void executable(String name) throws IOException {
    if (!directory.resolve(name).toFile().setExecutable(true)) {
      throw new IOException("can't make " + name + " executable");
    }
  }

  String read(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  /** The path of a file, inside. */
  String inside(String name) {
    return root.fromInside(directory.resolve(name));
  }

  /** Runs a command to its end; what it printed, errors too. */
  String run(String... command) throws Exception {
    return run(DEADLINE_SECONDS, command);
  }

  /** As {@link #run(String...)}, for commands that take their time. */
  String run(long deadlineSeconds, String... command) throws Exception {
    List<String> arguments = Arrays.asList(command);
    List<String> variables = List.of("TMPDIR=" + inside("tmp"), "LANG=C.UTF-8");
    Files.createDirectories(directory.resolve("tmp"));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(root.command(root.fromInside(directory), variables, arguments))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(deadlineSeconds, TimeUnit.SECONDS)) {
        throw new AssertionError("does not end: " + arguments + "\n" + read("output"));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String text = new String(Files.readAllBytes(output), UTF_8);
    return text + (process.exitValue() == 0 ? "" : "FAILED with " + process.exitValue() + "\n");
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(directory);
  }
}
