package dev.perdure.worker.it.ghc;

import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Starts the worker, with further startup arguments. */
  WorkerHarness worker(String... startup) {
    List<String> all = new ArrayList<>(List.of("--ghc=" + GhcInstallation.PROGRAM));
    all.add("--server-cache=" + home.inside("cache"));
    all.addAll(List.of(startup));
    return home.worker(all);
  }

  /** How programs in the root name a file of the folder. */
  String inside(String path) {
    return home.inside(path);
  }

  Answer run(String directory, List<String> command) throws IOException, InterruptedException {
    return home.run(directory, command);
  }

  @Override
  public void close() throws IOException {
    home.close();
  }
}
