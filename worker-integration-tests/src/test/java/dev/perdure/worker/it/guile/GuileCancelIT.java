package dev.perdure.worker.it.guile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.it.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A compilation that is cancelled leaves nothing, and the next one is as any other. */
@Tag("guile")
final class GuileCancelIT extends GuileSteps {
  private static final int REQUEST = 7;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(let loop () (loop))",
        "(system \"setsid sleep 60 & sleep 60\")",
        "(begin (sigaction SIGINT SIG_IGN) (let loop () (sleep 9) (loop)))",
        "(begin (if (zero? (primitive-fork)) (setsid)) (sleep 60))"
      })
  void cancelledCompilation_leavesNothing(String expression) throws Exception {
    Path work = home().folder().resolve("cancelled");
    FileTree.delete(work);
    Files.createDirectory(work);
    Files.writeString(
        work.resolve("m.scm"),
        "(eval-when (expand) (close-port (open-output-file \"started\")) " + expression + ")\n");

    worker()
        .send(
            WorkRequest.of(REQUEST, List.of("-O1", "-o", "m.go", "m.scm"))
                .withSandboxDir("cancelled"));
    awaitFile(work.resolve("started"));
    worker().cancel(REQUEST);

    assertThat(worker().await(REQUEST).wasCancelled()).isTrue();
    for (ProcessHandle process : processesIn(work)) {
      process.onExit().get(60, TimeUnit.SECONDS);
    }
    assertThat(FileTree.files(work).keySet()).containsExactlyInAnyOrder("m.scm", "started");
    write("next", "(define x 1)");
    compile("next");
  }

  private static void awaitFile(Path file) throws IOException, InterruptedException {
    Path folder = file.getParent();
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(file)) {
        WatchKey key = watch.poll(60, TimeUnit.SECONDS);
        assertThat(key).as("%s is written", file).isNotNull();
        key.reset();
      }
    }
  }

  /** Those that are about to be gone, and any that should not be there. */
  private static List<ProcessHandle> processesIn(Path folder) {
    return ProcessHandle.allProcesses().filter(process -> worksIn(process, folder)).toList();
  }

  private static boolean worksIn(ProcessHandle process, Path folder) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).equals(folder);
    } catch (IOException e) {
      return false; // It has ended.
    }
  }
}
