package dev.perdure.worker.it.bazel;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Bazel of a known version and the root directory in which it runs.
 *
 * @param name for the names of tests
 * @param root the machine's own root, or that of a chroot
 * @param binary the program, as seen from inside the root
 * @param version the major version
 */
record BazelInstallation(String name, Path root, String binary, int version) {
  /** In CI nothing may be missing, and so nothing is skipped. */
  private static final boolean REQUIRED = "1".equals(System.getenv("PERDURE_REQUIRE_TOOLS"));

  /** The Bazel 7 in the chroot that {@code .ci/setup-chroot} makes. */
  static BazelInstallation inChroot() {
    return new BazelInstallation("bazel 7", chroot(), "/usr/bin/bazel", 7);
  }

  /**
   * The Bazel 4 of Debian's package, on the machine itself. Not just any bazel: that is often a
   * program that downloads one.
   */
  static BazelInstallation onMachine() {
    return new BazelInstallation("bazel 4", Path.of("/"), "/usr/bin/bazel-4", 4);
  }

  private static Path chroot() {
    String named = System.getenv("PERDURE_CHROOT");
    if (named != null) {
      return Path.of(named);
    }
    String cache = System.getenv("PERDURE_CACHE");
    return cache == null
        ? Path.of(System.getProperty("user.home"), ".cache", "perdure", "forky")
        : Path.of(cache, "forky");
  }

  boolean isChroot() {
    return root.getParent() != null;
  }

  /** Skips the calling test, or fails it where tools are required, unless this can be run. */
  void require() {
    String missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    if (REQUIRED) {
      throw new AssertionError(missing + ", and PERDURE_REQUIRE_TOOLS is 1");
    }
    abort(missing);
  }

  private String missing() {
    if (!isChroot()) {
      return Files.isExecutable(Path.of(binary))
          ? ""
          : "no " + binary + ": install the package bazel-bootstrap of Debian 12";
    }
    if (!Files.isExecutable(fromOutside(binary))) {
      return "no Bazel in the chroot " + root + ": run .ci/setup-chroot";
    }
    if (!Files.exists(root.resolve("proc/self"))) {
      return "nothing is mounted in the chroot " + root + ": run .ci/setup-chroot once more";
    }
    return "root".equals(System.getProperty("user.name")) ? "" : "chroot asks for root";
  }

  /** A path inside of the root, as this program must name it. */
  Path fromOutside(String inside) {
    return root.resolve(inside.substring(1));
  }

  /** A path below the root, as programs inside name it. */
  String fromInside(Path outside) {
    return "/" + root.relativize(outside);
  }

  /**
   * Runs {@code arguments} in the root with a clean environment. What is started is the process
   * itself, by a chain of exec: its id takes signals.
   */
  ProcessBuilder command(String directory, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (isChroot()) {
      command.addAll(List.of("chroot", root.toString()));
    }
    // LANG is for the client, not for the worker: that gets no locale (F2).
    command.addAll(List.of("env", "-i", "-C", directory, "HOME=/var/tmp", "LANG=C.UTF-8"));
    command.add("PATH=/usr/local/bin:/usr/bin:/bin");
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  @Override
  public String toString() {
    return name;
  }
}
