package dev.perdure.worker.it.ghc;

import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A folder in the root of a compiler, in which the sample worker works for it. */
final class GhcHome implements AutoCloseable {
  private final SampleHome home;

  GhcHome(GhcInstallation ghc) throws IOException {
    home = new SampleHome(ghc.root(), "ghc-worker");
  }

  Path folder() {
    return home.folder();
  }

  WorkerHarness worker() {
    return home.worker(
        List.of("--ghc=" + GhcInstallation.PROGRAM, "--server-cache=" + home.inside("cache")));
  }

  Answer run(String directory, List<String> command) throws IOException, InterruptedException {
    return home.run(directory, command);
  }

  @Override
  public void close() throws IOException {
    home.close();
  }
}
