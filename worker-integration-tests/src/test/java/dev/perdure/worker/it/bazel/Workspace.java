package dev.perdure.worker.it.bazel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A workspace in the root of a {@link BazelInstallation}, and the server that builds in it. Closing
 * it ends the server and deletes all.
 */
final class Workspace implements AutoCloseable {
  /** Not /tmp: sandboxes of Bazel 7 have one of their own. */
  private static final String TEMPORARY = "/var/tmp";

  private static final Path SAMPLES = Path.of(System.getProperty("samples.directory"));

  private final BazelInstallation bazel;
  private final Path home;
  private final String insideHome;
  private final Path directory;
  private final List<String> startup;
  private int commands;

  /**
   * Makes an empty workspace.
   *
   * @param path of the workspace below a new directory
   * @param startup further startup options of Bazel
   */
  Workspace(BazelInstallation bazel, String path, String... startup) throws IOException {
    this.bazel = bazel;
    this.home = Files.createTempDirectory(bazel.fromOutside(TEMPORARY), "perdure-it-");
    this.insideHome = bazel.fromInside(home);
    this.directory = home.resolve(path);
    this.startup = new ArrayList<>(List.of(bazel.binary(), "--output_user_root=" + inside("out")));
    // The server lives for a minute: it starts in half the time when it compiles less.
    this.startup.add("--host_jvm_args=-XX:TieredStopAtLevel=1");
    this.startup.addAll(Arrays.asList(startup));
    Files.createDirectories(directory);
  }

  /** The directory beside which everything of this workspace lies. */
  Path home() {
    return home;
  }

  /** A path in {@link #home()} as Bazel and its workers name it. */
  String inside(String path) {
    return insideHome + "/" + path;
  }

  Events events() {
    return new Events(home.resolve("events"));
  }

  /** Copies a file or a folder of the samples, to a path in this workspace's home. */
  void copySample(String from, String to) throws IOException {
    Path source = SAMPLES.resolve(from);
    try (Stream<Path> walk = Files.walk(source)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        // Links are those that a build in the samples leaves behind.
        if (Files.isRegularFile(file) && !Files.isSymbolicLink(file)) {
          Path copy =
              file.equals(source)
                  ? home.resolve(to)
                  : home.resolve(to).resolve(source.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** Writes a file of the workspace. */
  void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Adds to the end of a file of the workspace. */
  void append(String path, String text) throws IOException {
    Files.writeString(directory.resolve(path), text, StandardOpenOption.APPEND);
  }

  /** Writes a script of the workspace. */
  void writeScript(String path, String text) throws IOException {
    write(path, text);
    Files.setPosixFilePermissions(
        directory.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The file of the workspace. */
  Path file(String path) {
    return directory.resolve(path);
  }

  /** A file that was built. */
  Path built(String path) throws IOException {
    Path bin = Files.readSymbolicLink(directory.resolve("bazel-bin"));
    return bazel.fromOutside(bin.toString()).resolve(path);
  }

  /** Starts a command of Bazel. */
  BazelCommand start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(startup);
    command.addAll(arguments);
    return run(command);
  }

  /** Starts commands of a shell, among them some of Bazel. */
  BazelCommand startShell(String commands) throws IOException {
    String bazel = "bazel() { '" + String.join("' '", startup) + "' \"$@\"; }\n";
    return run(List.of("sh", "-ec", bazel + commands));
  }

  private BazelCommand run(List<String> command) throws IOException {
    Path log = home.resolve("command-" + commands++ + ".log");
    ProcessBuilder builder = bazel.command(bazel.fromInside(directory), command);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new BazelCommand(builder.start(), log);
  }

  /** The process id of the server. */
  long server() throws IOException, InterruptedException {
    String id = start(List.of("info", "server_pid")).expectSuccess();
    return Long.parseLong(id.lines().reduce((first, second) -> second).orElseThrow().strip());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      start(List.of("shutdown")).expectSuccess();
    } finally {
      delete();
    }
  }

  private void delete() throws IOException, InterruptedException {
    // Bazel leaves directories that nobody may write to.
    Process process =
        new ProcessBuilder("sh", "-c", "chmod -R u+w \"$0\"; rm -rf \"$0\"", home.toString())
            .redirectErrorStream(true)
            .start();
    String complaint = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("can't delete " + home + ": " + complaint);
    }
  }
}
