package dev.perdure.samples.ghc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An installed compiler.
 *
 * @param program the program, as it is started
 * @param version the version, such as 9.10.3
 * @param library the folder of its libraries
 * @param packages the database of the packages that came with it
 * @param dynamic whether it is linked with shared libraries, as its servers must then be, too
 * @param edition changes when the packages that came with it are installed again
 */
record Ghc(
    String program, String version, Path library, Path packages, boolean dynamic, String edition) {
  /**
   * Asks a compiler about itself.
   *
   * @throws IOException if there is none
   * @throws InterruptedException if the thread was interrupted
   */
  static Ghc of(String program) throws IOException, InterruptedException {
    GhcInfo info = GhcInfo.of(program);
    Path packages = Path.of(info.get("Global Package DB")).toAbsolutePath();
    return new Ghc(
        program,
        info.get("Project version"),
        Path.of(info.get("LibDir")).toAbsolutePath(),
        packages,
        info.get("GHC Dynamic").equals("YES"),
        edition(packages));
  }

  /** Whether it is still the installed one; false if another one was installed in its place. */
  boolean isCurrent() throws IOException {
    return edition.equals(edition(packages));
  }

  private static String edition(Path packages) throws IOException {
    Path cache = packages.resolve("package.cache");
    return Files.size(cache) + " " + Files.getLastModifiedTime(cache);
  }
}
