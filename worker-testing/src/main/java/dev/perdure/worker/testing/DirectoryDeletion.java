package dev.perdure.worker.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes a directory with all its contents, without following symlinks. */
final class DirectoryDeletion extends SimpleFileVisitor<Path> {
  private DirectoryDeletion() {}

  static void delete(Path directory) throws IOException {
    Files.walkFileTree(directory, new DirectoryDeletion());
  }

  /** Deletes the contents of {@code directory}, but not the directory itself. */
  static void deleteContents(Path directory) throws IOException {
    try (DirectoryStream<Path> contents = Files.newDirectoryStream(directory)) {
      for (Path path : contents) {
        delete(path);
      }
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Files.deleteIfExists(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    Files.delete(directory);
    return FileVisitResult.CONTINUE;
  }
}
