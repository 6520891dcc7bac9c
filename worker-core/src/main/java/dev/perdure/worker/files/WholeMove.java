package dev.perdure.worker.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Moves a file, directory or symlink to its final name, where it appears complete or not at all,
 * even if the process is killed or the disk is full. If the name is on another file system, the
 * file is first copied next to its target under a claimed name. A file that already has the name is
 * replaced.
 */
public final class WholeMove {
  private WholeMove() {}

  /**
   * Moves {@code source} to {@code target}, whose directory must exist.
   *
   * @throws IOException if that is impossible; then {@code target} is unchanged, unless one of the
   *     two is a directory
   */
  public static void move(Path source, Path target) throws IOException {
    try {
      if (!isDirectory(source) && !isDirectory(target)) {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        return;
      }
      if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        return;
      }
    } catch (AtomicMoveNotSupportedException e) {
      // Another file system.
    }
    moveBeside(source, target);
  }

  private static void moveBeside(Path source, Path target) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(target + " has no directory");
    }
    FileClaim.removeAbandoned(directory);
    try (FileClaim claim = FileClaim.create(directory)) {
      Path whole = directory.resolve("." + claim.name() + ".part");
      Path replaced = directory.resolve("." + claim.name() + ".old");
      try {
        try {
          Files.move(source, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
          FileTree.copy(source, whole);
        }
        replace(target, whole, replaced);
      } finally {
        FileTree.delete(whole);
        FileTree.delete(replaced);
      }
    }
    FileTree.delete(source);
  }

  /** One system call can replace a file by a file, but a directory must be moved away first. */
  private static void replace(Path target, Path whole, Path replaced) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && (isDirectory(target) || isDirectory(whole))) {
      Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
