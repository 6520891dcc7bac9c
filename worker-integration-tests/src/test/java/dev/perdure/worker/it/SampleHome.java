package dev.perdure.worker.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder in a root where tools are, and in it a sample worker, ready to be started. Closing it
 * deletes all.
 */
public final class SampleHome implements AutoCloseable {
  private static final Path SAMPLES = Path.of(System.getProperty("samples.directory"));

  // A worker has no locale from Bazel; its launch script helps itself.
  private static final List<String> LOCALE = List.of("LC_CTYPE=C.UTF-8");

  private final ToolRoot root;
  private final String sample;
  private final Path folder;

  /**
   * Copies the worker into a new folder.
   *
   * @param sample its name
   */
  public SampleHome(ToolRoot root, String sample) throws IOException {
    this.root = root;
    this.sample = sample;
    folder = Files.createTempDirectory(root.fromOutside("/var/tmp"), "perdure-it-");
    Files.createDirectory(folder.resolve("tmp"));
    for (String file : List.of(sample, sample + ".jar")) {
      Files.copy(SAMPLES.resolve(sample).resolve("target").resolve(file), folder.resolve(file));
    }
    Files.setPosixFilePermissions(
        folder.resolve(sample), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * A sample worker where it was built, with what its {@code worker.json} says of it.
   *
   * @param variables of its environment, besides the JDK
   */
  public static WorkerUnderTest underTest(String sample, Map<String, String> variables)
      throws IOException {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return WorkerUnderTest.read(SAMPLES.resolve(sample).resolve("worker.json"))
        .environment(environment);
  }

  /** The folder, seen from outside of the root. */
  public Path folder() {
    return folder;
  }

  /** Starts the worker in the folder, with startup arguments. */
  public WorkerHarness worker(List<String> startup) {
    List<String> command = new ArrayList<>(List.of(inside(sample)));
    command.addAll(startup);
    return WorkerHarness.process(command(".", List.of(), command))
        .timeout(Duration.ofSeconds(60))
        .start();
  }

  /** Runs a program in a directory below the folder, and returns how it ended. */
  public Answer run(String directory, List<String> command)
      throws IOException, InterruptedException {
    return run(directory, List.of(), command);
  }

  /** As {@link #run(String, List)}, with variables of the environment. */
  public Answer run(String directory, List<String> variables, List<String> command)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(LOCALE);
    all.addAll(variables);
    Process process =
        new ProcessBuilder(command(directory, all, command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), output);
  }

  private List<String> command(String directory, List<String> variables, List<String> command) {
    // Guile would compile its own scripts, and say so.
    List<String> all = new ArrayList<>(List.of("TMPDIR=" + inside("tmp"), "GUILE_AUTO_COMPILE=0"));
    all.add("XDG_CACHE_HOME=" + inside("cache"));
    all.addAll(variables);
    return root.command(inside(directory), all, command);
  }

  /** How programs in the root name a file of the folder. */
  public String inside(String path) {
    return root.fromInside(folder.resolve(path).normalize());
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(folder);
  }
}
