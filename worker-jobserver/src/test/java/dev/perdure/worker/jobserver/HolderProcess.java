package dev.perdure.worker.jobserver;

import java.nio.file.Files;
import java.nio.file.Path;

/** A JVM that takes tokens of a semaphore, waits for a line, and gives them back. */
final class HolderProcess {
  private HolderProcess() {}

  /** Takes the semaphore's name and the number of tokens; prints a line when it has them. */
  public static void main(String[] args) throws Exception {
    PosixSemaphore semaphore = PosixSemaphore.open(args[0]);
    int tokens = Integer.parseInt(args[1]);
    for (int i = 0; i < tokens; i++) {
      if (!semaphore.tryWait()) {
        throw new AssertionError("there is no token");
      }
    }
    System.out.println("holding");
    Files.readAllLines(Path.of(args[2]));
    for (int i = 0; i < tokens; i++) {
      semaphore.post();
    }
  }

  /** The command of a shell that runs it, where the shell's arguments are those of it. */
  static String command() {
    return String.join(
        " ",
        quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        quoted(System.getProperty("java.class.path")),
        HolderProcess.class.getName());
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
