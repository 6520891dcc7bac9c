package dev.perdure.worker.it.bazel;

import java.io.IOException;
import java.util.List;

/** The workspace of samples/bazel, with the sample workers beside it. */
final class SampleWorkspace {
  private static final List<String> WORKERS =
      List.of("hello-worker", "javac-worker", "ghc-worker", "guile-worker");

  private SampleWorkspace() {}

  /** Copies it for a Bazel, which is told the options of its version. */
  static Workspace open(BazelInstallation bazel) throws IOException {
    List<String> startup =
        bazel.version() >= 7 ? List.of() : List.of("--noworkspace_rc", "--bazelrc=bazel4.bazelrc");
    Workspace workspace = new Workspace(bazel, "samples/bazel", startup.toArray(new String[0]));
    workspace.copySample("bazel", "samples/bazel");
    for (String worker : WORKERS) {
      for (String file : List.of(worker, worker + ".jar")) {
        String path = worker + "/target/" + file;
        workspace.copySample(path, "samples/" + path);
      }
    }
    return workspace;
  }
}
