package dev.perdure.worker.jobserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the processes that may still give tokens back, for example grandchildren that live longer
 * than the child. They are found by the name of the server's pipe or semaphore, which is unique.
 *
 * <p>Only Linux tells this, and only for processes that this user may inspect.
 *
 * @param name the name of the pipe or semaphore
 * @param isMapped whether a process maps it into memory instead of having a file open, as with a
 *     semaphore
 */
record TokenHolders(String name, boolean isMapped) {
  private static final Path PROCESSES = Path.of("/proc");

  /** Whether another process has the pipe or the semaphore open. */
  boolean haveItOpen() {
    return any(isMapped ? process -> isIn(process.resolve("maps")) : this::hasFile);
  }

  /** Whether another process knows the name from its environment or arguments. */
  boolean knowTheName() {
    return any(process -> isIn(process.resolve("environ")) || isIn(process.resolve("cmdline")));
  }

  /** A way in which a process can be related to the name. */
  @FunctionalInterface
  private interface Relation {
    boolean holds(Path process) throws IOException;
  }

  private boolean any(Relation relation) {
    String own = Long.toString(ProcessHandle.current().pid());
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        if (!process.getFileName().toString().equals(own) && holds(relation, process)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // This system does not tell.
    }
    return false;
  }

  private boolean holds(Relation relation, Path process) {
    try {
      return relation.holds(process);
    } catch (IOException | DirectoryIteratorException e) {
      return false; // It has ended, or is another user's.
    }
  }

  private boolean hasFile(Path process) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (isNamedIn(linkOf(file), name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String linkOf(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return ""; // It is closed by now.
    }
  }

  private boolean isIn(Path file) throws IOException {
    return isNamedIn(new String(Files.readAllBytes(file), ISO_8859_1), name);
  }

  /**
   * Whether {@code text} contains the name, and not just as the beginning of another server's name.
   */
  static boolean isNamedIn(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      if (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))) {
        return true;
      }
    }
    return false;
  }
}
