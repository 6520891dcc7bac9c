package dev.perdure.samples.javac;

import dev.perdure.worker.WorkContext;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The directory against which a request's relative paths are resolved, and whether javac, which
 * knows only the working directory of the process, would find them there.
 *
 * @param path the directory, in the form of {@link WorkContext#resolve}, since javac prints paths
 *     as it gets them
 */
public record WorkRoot(Path path) {
  /** That of a request. */
  public static WorkRoot of(WorkContext context) {
    return new WorkRoot(context.resolve(".").normalize());
  }

  /** Whether javac finds relative paths there by itself. */
  public boolean isWorkingDirectory() {
    return path.toAbsolutePath().equals(Path.of("").toAbsolutePath());
  }

  /** A writer whose text names files relative to this directory, as the client does. */
  DiagnosticWriter writer(OutputStream out) {
    return new DiagnosticWriter(
        out, isWorkingDirectory() ? "" : path + path.getFileSystem().getSeparator());
  }
}
