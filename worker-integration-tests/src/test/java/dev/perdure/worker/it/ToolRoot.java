package dev.perdure.worker.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A root directory in which tools are installed: that of the machine, or the chroot that {@code
 * .ci/setup-chroot} makes.
 *
 * @param path of the root
 */
public record ToolRoot(Path path) {
  /** In CI nothing may be missing, and so nothing is skipped. */
  private static final boolean REQUIRED = "1".equals(System.getenv("PERDURE_REQUIRE_TOOLS"));

  /** The machine itself. */
  public static ToolRoot machine() {
    return new ToolRoot(Path.of("/"));
  }

  /** The chroot. */
  public static ToolRoot chroot() {
    String named = System.getenv("PERDURE_CHROOT");
    if (named != null) {
      return new ToolRoot(Path.of(named));
    }
    String cache = System.getenv("PERDURE_CACHE");
    return new ToolRoot(
        cache == null
            ? Path.of(System.getProperty("user.home"), ".cache", "perdure", "forky")
            : Path.of(cache, "forky"));
  }

  private boolean isChroot() {
    return path.getParent() != null;
  }

  /**
   * Skips the calling test, or fails it where tools are required, unless a program can be run.
   *
   * @param program its path inside
   * @param source what brings it
   */
  public void require(String program, String source) {
    String missing = missing(program, source);
    if (missing.isEmpty()) {
      return;
    }
    if (REQUIRED) {
      throw new AssertionError(missing + ", and PERDURE_REQUIRE_TOOLS is 1");
    }
    abort(missing);
  }

  private String missing(String program, String source) {
    // Links inside of a chroot that are absolute lead nowhere from here.
    if (!Files.exists(fromOutside(program), LinkOption.NOFOLLOW_LINKS)) {
      return "no " + program + " in " + path + ": " + source;
    }
    if (isChroot() && !Files.exists(fromOutside("/proc/self"))) {
      return "nothing is mounted in the chroot " + path + ": run .ci/setup-chroot once more";
    }
    return isChroot() && !"root".equals(System.getProperty("user.name"))
        ? "chroot asks for root"
        : "";
  }

  /** A path inside of the root, as this program must name it. */
  public Path fromOutside(String inside) {
    return path.resolve(inside.substring(1));
  }

  /** A path below the root, as programs inside name it. */
  public String fromInside(Path outside) {
    return "/" + path.relativize(outside);
  }

  /**
   * Runs {@code arguments} in the root with a clean environment. What is started is the process
   * itself, by a chain of exec: its id takes signals.
   *
   * @param directory the working directory, inside
   * @param variables further variables, such as {@code A=b}
   */
  public List<String> command(String directory, List<String> variables, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (isChroot()) {
      command.addAll(List.of("chroot", path.toString()));
    }
    command.addAll(List.of("env", "-i", "-C", directory, "HOME=/var/tmp"));
    command.add("PATH=/usr/local/bin:/usr/bin:/bin");
    command.addAll(variables);
    command.addAll(arguments);
    return command;
  }
}
