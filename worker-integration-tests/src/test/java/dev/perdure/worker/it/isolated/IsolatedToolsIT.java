package dev.perdure.worker.it.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.exit.ExitCalls;
import dev.perdure.worker.it.FileTree;
import dev.perdure.worker.multiplex.IsolatedTool;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a tool prints, writes and returns in a process of its own is what it prints, writes and
 * returns in a worker, however often and in whatever order it is asked.
 */
@Timeout(300)
class IsolatedToolsIT {
  /** What a run of a tool left behind; files with a character for each byte. */
  private record Outcome(int exitCode, String printed, SortedMap<String, String> files) {}

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(CentralTool.class)
  void tool_inAWorker_doesWhatItDoesAlone(CentralTool tool) throws Exception {
    List<Outcome> alone = new ArrayList<>();
    for (int i = 0; i < tool.cases(); i++) {
      alone.add(alone(tool, i));
    }
    // The first case shows what the tool can do, the last one how it fails.
    assertThat(alone.get(0)).isNotEqualTo(alone.get(tool.cases() - 1));
    assertThat(alone.get(tool.cases() - 1).exitCode()).isNotZero();
    Multiplex one = Multiplex.create().exclusive();
    Multiplex two = Multiplex.create().slots(2);
    for (Map.Entry<Protocol, Multiplex> each :
        List.of(
            Map.entry(Protocol.JSON, one),
            Map.entry(Protocol.PROTO, one),
            Map.entry(Protocol.JSON, two),
            Map.entry(Protocol.PROTO, two))) {
      inWorker(tool, each.getKey(), each.getValue(), alone);
    }
  }

  private Outcome alone(CentralTool tool, int index) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
    if (Runtime.version().feature() >= 24) {
      // Else the JVM warns of what the tool calls; in a worker that is in the log.
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    for (String part : List.of("api", "code", "file", "parser", "tree", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(tool.jars().stream().map(Path::toString).collect(Collectors.joining(":")));
    command.add(tool.mainClass());
    command.addAll(tool.arguments(index, inputs(), out(index)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream in = process.getInputStream()) {
      String printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return outcome(process.exitValue(), printed, index);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The worker has each case twice at once with another, then once more, alone. */
  private void inWorker(
      CentralTool tool, Protocol protocol, Multiplex multiplex, List<Outcome> alone)
      throws Exception {
    IsolatedTool isolated =
        IsolatedTool.of(path(tool), MainTool.class.getName()).rewriting(ExitCalls::rewrite);
    int last = tool.cases() - 1;
    try (WorkerHarness worker =
        WorkerHarness.inProcess(Worker.of(isolated).multiplex(multiplex))
            .protocol(protocol)
            .timeout(Duration.ofMinutes(2))
            .start()) {
      for (List<Integer> round : List.of(List.of(0, last), List.of(last - 1, 0), List.of(last))) {
        for (int index : round) {
          worker.send(request(tool, index));
        }
        for (int index : round) {
          WorkResponse response = worker.await(index + 1);
          // A system keeps the last eight bits of what a process ends with.
          assertThat(outcome(response.exitCode() & 0xff, response.output(), index))
              .as("%s, case %d, %s", tool, index, protocol)
              .isEqualTo(alone.get(index));
        }
      }
    }
  }

  private WorkRequest request(CentralTool tool, int index) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(tool.mainClass());
    arguments.addAll(tool.arguments(index, inputs(), out(index)));
    return WorkRequest.of(index + 1, arguments);
  }

  private List<Path> path(CentralTool tool) throws IOException {
    List<Path> path = new ArrayList<>(tool.jars());
    path.add(ClassCopy.of(directory, MainTool.class));
    return path;
  }

  private static Path inputs() {
    return Path.of("src/test/isolated-tools").toAbsolutePath();
  }

  private Path out(int index) throws IOException {
    return Files.createDirectories(directory.resolve("out" + index));
  }

  /** Takes what was written away, so that the next run finds nothing. */
  private Outcome outcome(int exitCode, String printed, int index) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (Map.Entry<String, Path> file : FileTree.files(out(index)).entrySet()) {
      byte[] content = Files.readAllBytes(file.getValue());
      files.put(file.getKey(), new String(content, StandardCharsets.ISO_8859_1));
    }
    FileTree.delete(out(index));
    return new Outcome(exitCode, printed, files);
  }
}
