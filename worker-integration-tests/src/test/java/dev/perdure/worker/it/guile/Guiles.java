package dev.perdure.worker.it.guile;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.Compilers;
import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code guild compile} in both ways. Compiled modules are looked for in the folder itself. */
record Guiles(SampleHome home, WorkerHarness worker) implements Compilers {
  @Override
  public Path folder() {
    return home.folder();
  }

  @Override
  public Answer warm(String directory, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--load-compiled-path=."));
    all.addAll(arguments);
    WorkResponse response = worker.work(WorkRequest.of(1, all).withSandboxDir(directory));
    return comparable(new Answer(response.exitCode(), response.output()));
  }

  @Override
  public Answer cold(String directory, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("guild", "compile"));
    command.addAll(arguments);
    return comparable(home.run(directory, List.of("GUILE_LOAD_COMPILED_PATH=."), command));
  }

  /**
   * Without what differs between two runs of the command itself: places in memory, numbers of ports
   * and names of temporary files in traces, and whether it says that it wrote a file before its
   * warnings or after them. Also without the arguments in the frames of a trace: a garbage
   * collection clears those that the procedure no longer needs, as {@code GC_FREE_SPACE_DIVISOR=40
   * guild compile} shows.
   */
  private static Answer comparable(Answer answer) {
    String output =
        answer
            .output()
            .replaceAll(" [0-9a-f]{4,}(…|(?=[ >]))", "")
            .replaceAll("(\\.go)\\.[A-Za-z0-9]{6}", "$1.XXXXXX")
            .replaceAll("(#<input: \\S+) \\d+>", "$1>")
            .replaceAll("(?m)^( *(\\d+:\\d+)? +\\d+ \\([^ )]+)( .*)?\\)$", "$1)");
    Map<Boolean, List<String>> lines =
        output.lines().collect(Collectors.partitioningBy(line -> !line.startsWith("wrote `")));
    List<String> ordered = new ArrayList<>(lines.get(false));
    ordered.addAll(lines.get(true));
    return new Answer(answer.exitCode(), String.join("\n", ordered));
  }

  @Override
  public Answer run(String directory, List<String> command)
      throws IOException, InterruptedException {
    return home.run(directory, command);
  }

  /** What a compilation that is cut short leaves has a random ending. */
  @Override
  public String comparableName(String file) {
    return file.replaceAll("\\.[A-Za-z0-9]{6}$", ".XXXXXX");
  }

  @Override
  public String essence(Path file) {
    throw new AssertionError(file + " is not the same");
  }
}
