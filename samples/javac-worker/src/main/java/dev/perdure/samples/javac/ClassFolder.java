package dev.perdure.samples.javac;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for classes on their way into a jar, deleted when this is closed. It is next to the jar,
 * where the action is certainly allowed to write.
 */
record ClassFolder(Path path) implements Closeable {
  static ClassFolder beside(Path jar) throws IOException {
    Path parent = jar.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("not a file to write a jar to: " + jar);
    }
    Files.createDirectories(parent);
    return new ClassFolder(Files.createTempDirectory(parent, jar.getFileName() + ".classes"));
  }

  @Override
  public void close() throws IOException {
    FolderDeletion.delete(path);
  }
}
