package dev.perdure.samples.guile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No output of a sandboxed request lies behind a link that leads out of its directory. */
class GuildOutputsTest {
  @TempDir Path root;

  private Path box;
  private WorkerHarness worker;

  @BeforeEach
  void start() throws Exception {
    box = Files.createDirectory(root.resolve("box"));
    Path outside = Files.createDirectory(root.resolve("outside"));
    Files.createDirectory(box.resolve("in"));
    Files.createSymbolicLink(box.resolve("inner"), Path.of("in"));
    Files.createSymbolicLink(box.resolve("away"), outside);
    Files.createSymbolicLink(box.resolve("a.go"), outside.resolve("a.go"));
    worker =
        WorkerHarness.inProcess(
                Worker.of(
                    context -> {
                      GuildOutputs.check(context.arguments(), context);
                      return 0;
                    }))
            .start();
  }

  @AfterEach
  void end() {
    worker.close();
  }

  private WorkResponse check(String words) {
    List<String> arguments = List.of(words.split(" "));
    return worker.work(WorkRequest.of(0, arguments).withSandboxDir(box.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-o a.go a.scm",
        "-o away/b.go a.scm",
        "-oaway/b.go a.scm",
        "--output=away/b.go a.scm",
        "--output away/b.go a.scm",
        "a.scm -o /elsewhere/b.go",
        "a.scm -o ../b.go",
        "-o in/b.go -o away/b.go a.scm",
      })
  void outputBehindALink_isRefused(String words) {
    WorkResponse refusal = check(words);
    assertThat(refusal.exitCode()).isEqualTo(1);
    assertThat(refusal.output()).contains("leaves-sandbox]").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-o b.go a.scm",
        "-oinner/b.go a.scm",
        "--output=new/b.go a.scm",
        "-o",
        // These are inputs, which are links in a sandbox.
        "-L away -o in/b.go away/a.scm",
        "-O2 -W3 a.scm -o b.go",
      })
  void otherArguments_pass(String words) {
    assertThat(check(words)).isEqualTo(WorkResponse.of(0, 0, ""));
  }
}
