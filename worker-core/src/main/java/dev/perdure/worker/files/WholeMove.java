package dev.perdure.worker.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Moves a file, directory or symlink to its final name, where it appears whole or not at all, also
 * if the process is killed, the disk is full, or the name is on another file system: then it is
 * copied beside its place under a claimed name first. What has the name already is replaced.
 */
public final class WholeMove {
  private WholeMove() {}

  /**
   * Moves {@code source} to {@code target}, whose directory must be there.
   *
   * @throws IOException if that is not possible; what was at {@code target} is still there, unless
   *     one of the two is a directory
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

  /** A system call replaces a file by a file; a directory must be out of the way. */
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
