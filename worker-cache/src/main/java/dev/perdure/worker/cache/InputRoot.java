package dev.perdure.worker.cache;

import dev.perdure.worker.WorkContext;
import java.nio.file.Path;

/**
 * Where the inputs of a request lie. Paths differ between sandboxes, digests do not: a value that
 * is found for another request than it was made for must not name files where the first one had
 * them. It keeps them as the client names them, and puts them in their place for each request; or
 * it moves them from root to root. Outlives the request that it was made from.
 *
 * @param path the directory of the request, as {@link WorkContext#resolve} spells it: the sandbox
 *     directory, else empty
 */
public record InputRoot(Path path) {
  /** A root in normal form. */
  public InputRoot {
    path = path.normalize();
  }

  /** The root of a request. */
  public static InputRoot of(WorkContext context) {
    return new InputRoot(context.resolve("."));
  }

  /** The file that {@code input} names in this root; an absolute one stays as it is. */
  public Path file(String input) {
    return path.resolve(input).normalize();
  }

  /** How the client names {@code file}, which lies in this root; any other stays as it is. */
  public String input(Path file) {
    Path normal = file.normalize();
    Path inside = normal.startsWith(path) ? path.relativize(normal) : normal;
    return inside.toString().replace(inside.getFileSystem().getSeparator(), "/");
  }

  /** The file of this root that stands where {@code file} stands in {@code other}. */
  public Path moved(Path file, InputRoot other) {
    return file(other.input(file));
  }
}
