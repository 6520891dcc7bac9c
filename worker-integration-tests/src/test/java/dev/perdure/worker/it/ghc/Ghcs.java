package dev.perdure.worker.it.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.Compilers;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A GHC in both ways.
 *
 * @param mode how it is used: {@code -c} or {@code --make}
 */
record Ghcs(GhcHome home, WorkerHarness worker, String mode) implements Compilers {
  @Override
  public Path folder() {
    return home.folder();
  }

  @Override
  public Answer warm(String directory, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(mode));
    all.addAll(arguments);
    WorkResponse response = worker.work(WorkRequest.of(1, all).withSandboxDir(directory));
    return withoutTemporary(new Answer(response.exitCode(), response.output()));
  }

  @Override
  public Answer cold(String directory, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(GhcInstallation.PROGRAM, mode));
    command.addAll(arguments);
    return withoutTemporary(home.run(directory, command));
  }

  @Override
  public Answer run(String directory, List<String> command)
      throws IOException, InterruptedException {
    return home.run(directory, command);
  }

  /**
   * The names of temporary files have the id of a process; and of a command that a signal ended it
   * is the shell that says so.
   */
  private static Answer withoutTemporary(Answer answer) {
    String output = answer.output().replaceAll("ghc\\d+_\\d+", "ghc");
    return new Answer(answer.exitCode(), output.replaceAll("ghc-worker: signal \\d+ .*\n", ""));
  }

  @Override
  public String essence(Path file) throws IOException, InterruptedException {
    String name = String.valueOf(file.getFileName());
    if (name.contains(".dump-")) {
      return Files.readString(file).replaceAll("\\d{4}-\\d\\d-\\d\\d \\d.*", "a time");
    }
    // Only objects may differ: in symbols that no other object sees, which are numbered.
    assertThat(name).matches(".*\\.(o|dyn_o)");
    String directory = home.folder().relativize(file.getParent()).toString();
    Answer dump = home.run(directory, List.of("sh", "-c", "objdump -s \"$0\"; nm -g \"$0\"", name));
    assertThat(dump.exitCode()).isZero();
    assertThat(dump.output()).hasSizeGreaterThan(100);
    return dump.output();
  }
}
