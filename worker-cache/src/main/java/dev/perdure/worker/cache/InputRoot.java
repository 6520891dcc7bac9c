package dev.perdure.worker.cache;

import dev.perdure.worker.WorkContext;
import java.nio.file.Path;

/**
 * The directory with the inputs of a request. Paths differ between sandboxes, but digests do not.
 * So a value that is reused for another request must not use the paths of the first one. It can
 * keep the paths as the client names them, and resolve them for each request, or it can move them
 * from one root to another. Can be used after its request has ended.
 *
 * @param path the directory of the request, as in the results of {@link WorkContext#resolve}: the
 *     sandbox directory, or empty if there is none
 */
public record InputRoot(Path path) {
  /** Normalizes the path. */
  public InputRoot {
    path = path.normalize();
  }

  /** The root of a request. */
  public static InputRoot of(WorkContext context) {
    return new InputRoot(context.resolve("."));
  }

  /** The file that {@code input} names in this root; an absolute path stays unchanged. */
  public Path file(String input) {
    return path.resolve(input).normalize();
  }

  /** The client's name for {@code file} in this root; any other file stays unchanged. */
  public String input(Path file) {
    Path normal = file.normalize();
    Path inside = normal.startsWith(path) ? path.relativize(normal) : normal;
    return inside.toString().replace(inside.getFileSystem().getSeparator(), "/");
  }

  /** The file in this root with the same relative path as {@code file} has in {@code other}. */
  public Path moved(Path file, InputRoot other) {
    return file(other.input(file));
  }
}
