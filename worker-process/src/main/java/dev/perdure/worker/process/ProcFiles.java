package dev.perdure.worker.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what Linux tells about processes in {@code /proc}; finds nothing on other systems. */
final class ProcFiles {
  private static final Path PROC = Path.of("/proc");

  /**
   * The index of the start time among the fields of {@code stat} that come after the program's
   * name.
   */
  private static final int START_TIME = 19;

  private ProcFiles() {}

  /** The ids of all visible processes. */
  static List<Long> processes() {
    return numbers(PROC);
  }

  static List<Long> threads(long pid) {
    return numbers(PROC.resolve(pid + "/task"));
  }

  /**
   * The content of a file of a process; empty if it can't be read, because it is another user's or
   * has ended.
   */
  static String read(long pid, String file) {
    return read(PROC.resolve(pid + "/" + file));
  }

  /** The content of a file; empty if it can't be read. */
  static String read(Path file) {
    // Not a channel: it is closed if an interrupted thread reads it, and nothing would be found.
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** The start time in the kernel's clock ticks; 0 if it is not known. */
  static long startTime(long pid) {
    String stat = read(pid, "stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length > START_TIME ? Long.parseLong(fields[START_TIME]) : 0;
  }

  /** Whether a process has a file open, for writing only, whose path contains {@code text}. */
  static boolean writesTo(long pid, String text) {
    for (long descriptor : numbers(PROC.resolve(pid + "/fd"))) {
      Path link = PROC.resolve(pid + "/fd/" + descriptor);
      try {
        if (Files.readSymbolicLink(link).toString().contains(text)) {
          Set<PosixFilePermission> open =
              Files.getPosixFilePermissions(link, LinkOption.NOFOLLOW_LINKS);
          if (!open.contains(PosixFilePermission.OWNER_READ)) {
            return true;
          }
        }
      } catch (IOException e) {
        // Closed in the meantime.
      }
    }
    return false;
  }

  /** The entries of a directory that are numbers; none if it can't be read. */
  private static List<Long> numbers(Path directory) {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[0-9]*")) {
      for (Path each : entries) {
        numbers.add(Long.parseLong(each.getFileName().toString()));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // Not Linux, or the process has just ended.
    }
    return numbers;
  }
}
