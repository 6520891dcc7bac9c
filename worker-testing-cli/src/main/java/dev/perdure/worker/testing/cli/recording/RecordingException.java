package dev.perdure.worker.testing.cli.recording;

import java.io.IOException;

/**
 * A file is not a recording, or a recording can't be written to it. The message names the file, the
 * line, and what was expected there.
 */
public final class RecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  public RecordingException(String message) {
    super(message);
  }
}
