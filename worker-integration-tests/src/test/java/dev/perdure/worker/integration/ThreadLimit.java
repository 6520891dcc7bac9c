package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a process start some more threads and no others. The system counts those of a user, and root
 * is free of the limit; so the process is another user's, one that has nothing else.
 */
public final class ThreadLimit {
  private static final long FIRST_USER = 20_000;
  private static final long USERS = 40_000;

  private ThreadLimit() {}

  /** Skips the test where there can be no such process. */
  public static void assumePossible() throws IOException, InterruptedException {
    Process id = new ProcessBuilder("id", "-u").start();
    assumeTrue("0".equals(id.inputReader(UTF_8).readLine()), "only root may become another user");
    for (String tool : List.of("setpriv", "prlimit")) {
      try {
        var unused = new ProcessBuilder(tool, "--version").start().waitFor();
      } catch (IOException e) {
        assumeTrue(false, tool + " is missing");
      }
    }
  }

  /** The command as another user, who may still read and write all files. */
  public static List<String> command(List<String> command) {
    String user = Long.toString(FIRST_USER + ProcessHandle.current().pid() % USERS);
    List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + user));
    all.addAll(List.of("--clear-groups", "--inh-caps=-all,+dac_override"));
    all.addAll(List.of("--ambient-caps=-all,+dac_override", "--"));
    all.addAll(command);
    return all;
  }

  /** From now on the process can start {@code more} threads beside those that it has. */
  public static void allow(long pid, int more) throws IOException, InterruptedException {
    int most = Threads.of(pid).size() + more;
    // By the same user: root without all its rights may not.
    List<String> prlimit = List.of("prlimit", "--pid", Long.toString(pid), "--nproc=" + most);
    int exitCode = new ProcessBuilder(command(prlimit)).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new AssertionError("prlimit failed with " + exitCode);
    }
  }
}
