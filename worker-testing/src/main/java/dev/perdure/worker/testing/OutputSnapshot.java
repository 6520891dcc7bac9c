package dev.perdure.worker.testing;

import dev.perdure.worker.testing.wire.HexDump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory, kept with the sources, that has the exact files that a worker must write.
 *
 * <pre>{@code
 * OutputSnapshot.in(Path.of("src/test/snapshots/hello")).assertMatches(dir);
 * }</pre>
 *
 * <p>With {@code -Dperdure.snapshots=update} it is written instead of compared, and then reviewed
 * like any other change of the sources. Immutable.
 */
public final class OutputSnapshot {
  private static final String SWITCH = "perdure.snapshots";

  private final Path directory;
  private final boolean update;

  private OutputSnapshot(Path directory, boolean update) {
    this.directory = directory;
    this.update = update;
  }

  /** The snapshot in a directory, which need not exist before the first update. */
  public static OutputSnapshot in(Path directory) {
    return new OutputSnapshot(directory, "update".equals(System.getProperty(SWITCH)));
  }

  /** A snapshot of the same directory, which is written instead of compared. */
  OutputSnapshot updated() {
    return new OutputSnapshot(directory, true);
  }

  /**
   * Compares all files below {@code outputs} with the snapshot.
   *
   * @throws AssertionError if a file is missing, was not expected or differs
   * @throws UncheckedIOException if a file can't be read or written
   */
  public void assertMatches(Path outputs) {
    try {
      if (update) {
        write(outputs);
      } else {
        compare(outputs);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("snapshot " + directory, e);
    }
  }

  private void compare(Path outputs) throws IOException {
    Map<String, Path> expected = files(directory);
    Map<String, Path> came = files(outputs);
    StringBuilder differences = new StringBuilder();
    for (Map.Entry<String, Path> file : expected.entrySet()) {
      Path its = came.remove(file.getKey());
      if (its == null) {
        differences.append("\n  missing: ").append(file.getKey());
      } else {
        differences.append(difference(file.getKey(), file.getValue(), its));
      }
    }
    came.keySet().forEach(name -> differences.append("\n  not expected: ").append(name));
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "the outputs in "
              + outputs
              + " are not those of the snapshot in "
              + directory
              + ":"
              + differences
              + "\nIf they are right, run once with -D"
              + SWITCH
              + "=update, and review the change.");
    }
  }

  private static String difference(String name, Path expected, Path came) throws IOException {
    long at = Files.mismatch(expected, came);
    return at < 0
        ? ""
        : "\n  differs: "
            + name
            + ", from byte "
            + at
            + " on: expected "
            + excerpt(expected, at)
            + ", came "
            + excerpt(came, at);
  }

  private static String excerpt(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (at >= bytes.length) {
      return "the end of the file";
    }
    int end = (int) Math.min(bytes.length, at + 16);
    return "\n" + HexDump.of(Arrays.copyOfRange(bytes, (int) at, end), at).indent(4);
  }

  private void write(Path outputs) throws IOException {
    if (Files.exists(directory)) {
      DirectoryDeletion.deleteContents(directory);
    }
    for (Map.Entry<String, Path> file : files(outputs).entrySet()) {
      Path target = directory.resolve(file.getKey());
      Path parent = target.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.copy(file.getValue(), target);
    }
  }

  /** The files by their relative paths, with slashes on every system. */
  private static Map<String, Path> files(Path directory) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    if (Files.exists(directory)) {
      try (Stream<Path> walk = Files.walk(directory)) {
        walk.filter(Files::isRegularFile)
            .forEach(
                file -> files.put(directory.relativize(file).toString().replace('\\', '/'), file));
      }
    }
    return files;
  }
}
