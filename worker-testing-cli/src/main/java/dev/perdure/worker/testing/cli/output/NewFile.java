package dev.perdure.worker.testing.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file that the user asked for, or says why that is impossible. */
public final class NewFile {
  private NewFile() {}

  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CliException(
          ExitCodes.USAGE, CliMessage.FILE_UNWRITABLE.text(file, FileFailure.reason(e)));
    }
  }
}
