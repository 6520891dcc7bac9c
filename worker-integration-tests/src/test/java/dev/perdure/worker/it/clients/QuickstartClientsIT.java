package dev.perdure.worker.it.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worker of the quickstart, as it stands there, under each client. */
class QuickstartClientsIT {
  @TempDir static Path classes;
  @TempDir Path directory;

  @BeforeAll
  static void compile() {
    Path source =
        Path.of(
            System.getProperty("samples.directory"),
            "quickstart/src/main/java/example/WordCount.java");
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                WorkerClassPath.library(),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(exitCode).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.perdure.worker.it.clients.Way#all")
  void words_areCountedUnderEachClient(Way way) throws Exception {
    Path action = Files.createDirectory(directory.resolve("action"));
    List<String> program = WorkerClassPath.command(classes, "example.WordCount");
    try (ClientWorker worker =
        new ClientWorker(way.client(), way.protocol(), program, Map.of(), action)) {
      for (String text : List.of("four words of text", "and three more")) {
        WorkResponse answer =
            worker.run(Map.of("in/a.txt", text.getBytes(UTF_8)), List.of("report", "in/a.txt"));

        assertThat(answer.output()).isEqualTo("counted 1 texts\n");
        assertThat(answer.exitCode()).isZero();
        assertThat(worker.file("report")).hasContent(text.split(" ").length + " in/a.txt");
      }
      assertThat(worker.run(Map.of(), List.of("report", "nowhere")).output()).contains("nowhere");
      assertThat(worker.log()).isEmpty();
    }
  }
}
