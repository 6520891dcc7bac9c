package dev.perdure.worker.runtime.arguments;

import dev.perdure.worker.runtime.log.WorkerMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The paths of one request: resolved against its sandbox directory if it has one (F9). Immutable.
 */
public final class RequestPaths {
  /** The sandbox directory as the client wrote it; empty if there is none. */
  private final String sandboxDir;

  public RequestPaths(String sandboxDir) {
    this.sandboxDir = sandboxDir;
  }

  public Path resolve(String path) {
    Path relative = toPath(path);
    if (sandboxDir.isEmpty()) {
      return relative;
    }
    // Only by names: inputs are symlinks out of the sandbox, so a real path always leaves it.
    Path normalized = relative.normalize();
    Path root = toPath(sandboxDir);
    // An absolute sandbox directory (F23) has absolute paths inside.
    boolean inside =
        relative.isAbsolute()
            ? normalized.startsWith(root.normalize())
            : !normalized.startsWith("..");
    if (!inside) {
      throw new InvalidRequestException(WorkerMessage.PATH_LEAVES_SANDBOX.text(path, sandboxDir));
    }
    return root.resolve(normalized);
  }

  public Path resolveOutput(String path) {
    Path file = resolve(path);
    if (!sandboxDir.isEmpty() && !isInside(toPath(sandboxDir), file)) {
      throw new InvalidRequestException(WorkerMessage.OUTPUT_LEAVES_SANDBOX.text(path, sandboxDir));
    }
    return file;
  }

  /** Whether the existing part of the path to {@code file} is really below {@code root}. */
  private static boolean isInside(Path root, Path file) {
    Path existing = file;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = existing.getParent();
      if (parent == null || existing.equals(root)) {
        return false; // Not even the sandbox directory exists.
      }
      existing = parent;
    }
    try {
      return existing.toRealPath().startsWith(root.toRealPath());
    } catch (IOException e) {
      return false; // A dangling link: what is written through it appears somewhere else.
    }
  }

  public Path relativize(Path file) {
    if (sandboxDir.isEmpty()) {
      return file;
    }
    Path root = toPath(sandboxDir);
    Path comparable = file.isAbsolute() ? root.toAbsolutePath() : root;
    Path normalized = file.normalize();
    return normalized.startsWith(comparable.normalize())
        ? comparable.normalize().relativize(normalized)
        : file;
  }

  private static Path toPath(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      // The usual cause is a JVM that was started in the C locale (F2).
      throw new InvalidRequestException(
          WorkerMessage.PATH_UNUSABLE.text(path, System.getProperty("sun.jnu.encoding")), e);
    }
  }
}
