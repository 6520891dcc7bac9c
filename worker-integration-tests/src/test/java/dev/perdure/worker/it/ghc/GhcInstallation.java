package dev.perdure.worker.it.ghc;

import dev.perdure.worker.it.ToolRoot;
import java.util.stream.Stream;

/**
 * A real GHC.
 *
 * @param name for the names of tests
 * @param root where it is installed
 * @param knowsTokens it can join a job server
 */
record GhcInstallation(String name, ToolRoot root, boolean knowsTokens) {
  static final String PROGRAM = "/usr/bin/ghc";

  static Stream<GhcInstallation> all() {
    return Stream.of(
        new GhcInstallation("ghc 9.0", ToolRoot.machine(), false),
        new GhcInstallation("ghc 9.10", ToolRoot.chroot(), true));
  }

  /** Skips the calling test, or fails it where tools are required, if it is not there. */
  void require() {
    root.require(PROGRAM, "install the package ghc, and run .ci/setup-chroot --ghc");
  }

  @Override
  public String toString() {
    return name;
  }
}
