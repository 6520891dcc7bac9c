package dev.perdure.worker.it.ghc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.FileTree;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A folder of sources and of what was made of them. Each step is done twice, in two copies of the
 * folder: by the worker, and by {@code ghc -c}; they must answer and leave the same. What the
 * compiler itself made is kept for the next step, which is done in other copies.
 */
final class ColdAndWarm {
  private static int steps;

  private final GhcHome home;
  private final WorkerHarness worker;
  private final Path state;

  ColdAndWarm(GhcHome home, WorkerHarness worker) throws IOException {
    this.home = home;
    this.worker = worker;
    FileTree.delete(home.folder().resolve("state"));
    state = Files.createDirectory(home.folder().resolve("state"));
  }

  /** Writes a source. */
  ColdAndWarm write(String path, String... lines) throws IOException {
    Files.createDirectories(state.resolve(path).getParent());
    Files.writeString(state.resolve(path), String.join("\n", lines) + "\n");
    return this;
  }

  ColdAndWarm delete(String path) throws IOException {
    Files.delete(state.resolve(path));
    return this;
  }

  /** Runs a program of the system that must succeed. */
  ColdAndWarm run(String... command) throws IOException, InterruptedException {
    Answer answer = home.run("state", List.of(command));
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return this;
  }

  /** Does a step that must succeed. */
  void compile(String... arguments) throws IOException, InterruptedException {
    Answer answer = answer(arguments);
    assertThat(answer.exitCode()).as(answer.output()).isZero();
  }

  /** Does a step. */
  Answer answer(String... arguments) throws IOException, InterruptedException {
    int step = ++steps;
    List<String> ghc = Stream.concat(Stream.of("-c"), Arrays.stream(arguments)).toList();
    Path warm = copy("warm/" + step);
    Path cold = copy("cold/" + step);

    WorkResponse response =
        worker.work(new WorkRequest(ghc, List.of(), step, false, 0, "warm/" + step));
    Answer actual = new Answer(response.exitCode(), response.output());
    List<String> command = new ArrayList<>(List.of(GhcInstallation.PROGRAM));
    command.addAll(ghc);
    Answer expected = home.run("cold/" + step, command);

    assertThat(withoutTemporary(actual)).as("%s", ghc).isEqualTo(withoutTemporary(expected));
    compare(FileTree.files(warm), FileTree.files(cold));
    FileTree.delete(state);
    Files.move(cold, state);
    FileTree.delete(warm);
    return expected;
  }

  private Path copy(String to) throws IOException {
    Path copy = home.folder().resolve(to);
    FileTree.copy(state, copy);
    return copy;
  }

  /** The names of temporary files have the id of a process. */
  private static Answer withoutTemporary(Answer answer) {
    return new Answer(answer.exitCode(), answer.output().replaceAll("ghc\\d+_\\d+", "ghc"));
  }

  private void compare(SortedMap<String, Path> actual, SortedMap<String, Path> expected)
      throws IOException, InterruptedException {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    for (String name : expected.keySet()) {
      if (name.contains(".dump-")) {
        assertThat(dump(actual.get(name))).as(name).isEqualTo(dump(expected.get(name)));
      } else if (Files.mismatch(actual.get(name), expected.get(name)) >= 0) {
        // Symbols that no other object sees are numbered, as it comes.
        assertThat(name).as("is not the same").matches(".*\\.(o|dyn_o)");
        assertThat(code(actual.get(name))).as(name).isEqualTo(code(expected.get(name)));
      }
    }
  }

  private static String dump(Path file) throws IOException {
    return Files.readString(file).replaceAll("\\d{4}-\\d\\d-\\d\\d \\d.*", "a time");
  }

  /** Sections and exported symbols of an object file. */
  private String code(Path object) throws IOException, InterruptedException {
    String file = String.valueOf(object.getFileName());
    String directory = home.folder().relativize(object.getParent()).toString();
    Answer dump = home.run(directory, List.of("sh", "-c", "objdump -s \"$0\"; nm -g \"$0\"", file));
    assertThat(dump.exitCode()).isZero();
    assertThat(dump.output().getBytes(UTF_8)).hasSizeGreaterThan(100);
    return dump.output();
  }
}
