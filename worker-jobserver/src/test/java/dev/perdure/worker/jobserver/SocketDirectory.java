package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Directories for tests whose paths leave room for the name of a Unix domain socket. */
final class SocketDirectory implements TempDirFactory {
  @Override
  public Path createTempDirectory(AnnotatedElementContext annotated, ExtensionContext extension)
      throws IOException {
    return Files.createTempDirectory(SocketPool.directory(), "perdure-");
  }
}
