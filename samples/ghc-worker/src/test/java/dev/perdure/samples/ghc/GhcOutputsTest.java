package dev.perdure.samples.ghc;

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
class GhcOutputsTest {
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
    Files.createSymbolicLink(box.resolve("A.o"), outside.resolve("A.o"));
    worker =
        WorkerHarness.inProcess(
                Worker.of(
                    context -> {
                      GhcOutputs.check(context.arguments(), context);
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
        "-c A.hs -o A.o",
        "-c A.hs -o away/A.o",
        "-c A.hs -o in/../away/A.o",
        "-o /elsewhere/A.o A.hs",
        "-o ../A.o A.hs",
        "-c A.hs -ohi away/A.hi",
        "-c A.hs -ohi=away/A.hi",
        "-c A.hs -ohiaway/A.hi",
        "-dyno away/A.dyn_o A.hs",
        "-dynohi away/A.dyn_hi A.hs",
        "-odir away A.hs",
        "-odir=away A.hs",
        "-odiraway A.hs",
        "-hidir=away/new A.hs",
        "-hiedir away A.hs",
        "-stubdir away A.hs",
        "-dumpdir away A.hs",
        "-hpcdir away A.hs",
        "-outputdir=away A.hs",
        "-outputdiraway A.hs",
        "-ddump-file-prefix=away/A A.hs",
        "-M -dep-makefile away/depend A.hs",
        // What looks like an output is none, and what follows it is one.
        "-isrcdir -odir away A.hs",
      })
  void outputBehindALink_isRefused(String words) {
    WorkResponse refusal = check(words);
    assertThat(refusal.exitCode()).isEqualTo(1);
    assertThat(refusal.output()).contains("leaves-sandbox]").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-c A.hs -o B.o",
        "-c A.hs -o inner/B.o",
        "-odir in -hidir=new/dir -stubdirin A.hs",
        "-o",
        "-odir",
        // These are inputs, which are links in a sandbox, or are none.
        "-iaway -c away/A.hs",
        "-tmpdir /tmp -package-db away -osuf dyn_o -optl-o -O",
        "-isrcdir A.hs",
      })
  void otherArguments_pass(String words) {
    assertThat(check(words)).isEqualTo(WorkResponse.of(0, 0, ""));
  }
}
