package dev.perdure.worker.it.bazel;

import java.io.IOException;
import java.util.List;

/** The workspace of samples/bazel, with the sample workers beside it. */
final class SampleWorkspace {
  private static final List<String> WORKERS =
      List.of("hello-worker", "javac-worker", "ghc-worker", "guile-worker");

  /** Those whose jars are not all in one: with what else lies beside their launch scripts. */
  private static final List<String> THIN_WORKERS = List.of("kotlinc-worker", "scalac-worker");

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
    for (String worker : THIN_WORKERS) {
      for (String file : List.of(worker, worker + ".jar", worker + ".options", "lib")) {
        String path = worker + "/target/" + file;
        workspace.copySample(path, "samples/" + path);
      }
    }
    return workspace;
  }
}
