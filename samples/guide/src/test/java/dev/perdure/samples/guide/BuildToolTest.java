package dev.perdure.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.client.WorkerClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The build tool of the guide, with a worker of the guide that is a process. */
@Timeout(120)
class BuildToolTest {
  @TempDir Path root;

  private BuildTool tool;

  @BeforeEach
  void writeInputs() throws Exception {
    Files.writeString(root.resolve("a"), "1");
    Files.writeString(root.resolve("b"), "2");
    tool =
        new BuildTool(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Frugal.class.getName()),
            root);
  }

  @Test
  void build_runsAllActionsAndHasTheirAnswersInOrder() throws Exception {
    List<List<String>> actions =
        IntStream.range(0, 20).mapToObj(i -> List.of("out" + i, "a", "b")).toList();

    List<WorkResponse> answers = tool.build(actions);

    assertThat(answers).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(answers.get(i)).isEqualTo(WorkResponse.of(0, 0, "wrote out" + i + "\n"));
      assertThat(root.resolve("out" + i)).hasContent("12");
    }
  }

  @Test
  void carefulClient_servesAndLeavesNoProcess() throws Exception {
    List<ProcessHandle> workers;
    try (WorkerClient client = tool.careful()) {
      assertThat(tool.start(client, List.of("out", "b", "a")).get()).isZero();
      assertThat(root.resolve("out")).hasContent("21");
      workers = client.processes();
      assertThat(workers).hasSize(1);
    }
    assertThat(workers).noneMatch(ProcessHandle::isAlive);
  }
}
