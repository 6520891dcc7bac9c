package dev.perdure.worker.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of sources and of what was made of them. Each step is done twice, in two copies of the
 * folder: by the worker, and by the compiler's command; they must answer and leave the same. What
 * the command made is kept for the next step, which is done in other copies.
 */
public final class ColdAndWarm {
  private static int steps;

  private final Compilers compilers;
  private final Path state;

  /** Begins with an empty folder. */
  public ColdAndWarm(Compilers compilers) throws IOException {
    this.compilers = compilers;
    FileTree.delete(compilers.folder().resolve("state"));
    state = Files.createDirectory(compilers.folder().resolve("state"));
  }

  /** Writes a source. */
  public ColdAndWarm write(String path, String... lines) throws IOException {
    Files.createDirectories(state.resolve(path).getParent());
    Files.writeString(state.resolve(path), String.join("\n", lines) + "\n");
    return this;
  }

  /** Deletes a file. */
  public ColdAndWarm delete(String path) throws IOException {
    Files.delete(state.resolve(path));
    return this;
  }

  /** Runs a program of the system that must succeed. */
  public ColdAndWarm run(String... command) throws IOException, InterruptedException {
    Answer answer = compilers.run("state", List.of(command));
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return this;
  }

  /** Does a step that must succeed. */
  public void compile(String... arguments) throws IOException, InterruptedException {
    Answer answer = answer(arguments);
    assertThat(answer.exitCode()).as(answer.output()).isZero();
  }

  /** Does a step. */
  public Answer answer(String... arguments) throws IOException, InterruptedException {
    int step = ++steps;
    Path warm = copy("warm/" + step);
    Path cold = copy("cold/" + step);

    Answer actual = compilers.warm("warm/" + step, List.of(arguments));
    Answer expected = compilers.cold("cold/" + step, List.of(arguments));

    assertThat(actual).as("%s", List.of(arguments)).isEqualTo(expected);
    compare(files(warm), files(cold));
    FileTree.delete(state);
    Files.move(cold, state);
    FileTree.delete(warm);
    return expected;
  }

  private Path copy(String to) throws IOException {
    Path copy = compilers.folder().resolve(to);
    FileTree.copy(state, copy);
    return copy;
  }

  private SortedMap<String, Path> files(Path root) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    FileTree.files(root).forEach((name, file) -> files.put(compilers.comparableName(name), file));
    return files;
  }

  private void compare(SortedMap<String, Path> actual, SortedMap<String, Path> expected)
      throws IOException, InterruptedException {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    for (String name : expected.keySet()) {
      if (Files.mismatch(actual.get(name), expected.get(name)) >= 0) {
        assertThat(compilers.essence(actual.get(name)))
            .as(name)
            .isEqualTo(compilers.essence(expected.get(name)));
      }
    }
  }
}
