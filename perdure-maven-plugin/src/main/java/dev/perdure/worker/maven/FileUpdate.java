package dev.perdure.worker.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Replaces files only if their content changes. A class archive fits a jar only as long as the
 * jar's time stays the same.
 */
final class FileUpdate {
  /** Writes a file. */
  interface Content {
    void write(Path file) throws IOException, PackagingException;
  }

  private FileUpdate() {}

  /** Replaces {@code file} by what {@code content} writes, unless it has that content already. */
  static void write(Path file, Content content) throws IOException, PackagingException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      content.write(fresh);
      if (!Files.isRegularFile(file) || Files.mismatch(fresh, file) >= 0) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
