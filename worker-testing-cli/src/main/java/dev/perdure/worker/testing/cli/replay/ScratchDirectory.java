package dev.perdure.worker.testing.cli.replay;

import dev.perdure.worker.testing.cli.output.CliException;
import dev.perdure.worker.testing.cli.output.CliMessage;
import dev.perdure.worker.testing.cli.output.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory to work in: one that the user named, which is kept, or a temporary one, which is
 * deleted when this is closed.
 */
final class ScratchDirectory implements AutoCloseable {
  private final Path path;
  private final boolean temporary;

  private ScratchDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  static ScratchDirectory of(@Nullable Path named) throws IOException {
    if (named == null) {
      return new ScratchDirectory(Files.createTempDirectory("perdure-"), true);
    }
    Files.createDirectories(named);
    try (Stream<Path> files = Files.list(named)) {
      if (files.findAny().isPresent()) {
        throw new CliException(ExitCodes.USAGE, CliMessage.DIRECTORY_NOT_EMPTY.text(named));
      }
    }
    return new ScratchDirectory(named, false);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
