package dev.perdure.worker.it.bazel;

import dev.perdure.worker.it.ToolRoot;
import java.nio.file.Path;
import java.util.List;

/**
 * A Bazel of a known version and the root directory in which it runs.
 *
 * @param name for the names of tests
 * @param root where it is installed
 * @param binary the program, as seen from inside the root
 * @param version the major version
 */
record BazelInstallation(String name, ToolRoot root, String binary, int version) {
  /** The Bazel 7 in the chroot that {@code .ci/setup-chroot} makes. */
  static BazelInstallation inChroot() {
    return new BazelInstallation("bazel 7", ToolRoot.chroot(), "/usr/bin/bazel", 7);
  }

  /**
   * The Bazel 4 of Debian's package, on the machine itself. Not just any bazel: that is often a
   * program that downloads one.
   */
  static BazelInstallation onMachine() {
    return new BazelInstallation("bazel 4", ToolRoot.machine(), "/usr/bin/bazel-4", 4);
  }

  /** Skips the calling test, or fails it where tools are required, unless this can be run. */
  void require() {
    root.require(binary, "install the package bazel-bootstrap of Debian 12, run .ci/setup-chroot");
  }

  /** A path inside of the root, as this program must name it. */
  Path fromOutside(String inside) {
    return root.fromOutside(inside);
  }

  /** A path below the root, as programs inside name it. */
  String fromInside(Path outside) {
    return root.fromInside(outside);
  }

  /**
   * Runs {@code arguments} in the root with a clean environment. What is started is the process
   * itself, by a chain of exec: its id takes signals.
   */
  ProcessBuilder command(String directory, List<String> arguments) {
    // LANG is for the client, not for the worker: that gets no locale (F2).
    return new ProcessBuilder(root.command(directory, List.of("LANG=C.UTF-8"), arguments));
  }

  @Override
  public String toString() {
    return name;
  }
}
