package dev.perdure.worker.cache;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The inputs of one request by path, each with a digest. Thread-safe. */
final class RequestInputs {
  /** The digest of a file that can't be read: no value was made from it. */
  private static final Digest UNREADABLE = Digest.ofText("unreadable");

  private final WorkContext context;
  private final ContentDigests contents;

  /** Whether the request declares its inputs; one-shot runs and some clients declare none. */
  private final boolean declared;

  private final Map<String, Digest> sent;

  /** Digests that were computed here because the client sent none. */
  private final Map<String, Digest> hashed = new ConcurrentHashMap<>();

  RequestInputs(WorkContext context, ContentDigests contents) {
    List<Input> inputs = context.inputs();
    this.context = context;
    this.contents = contents;
    this.declared = !inputs.isEmpty();
    this.sent = new HashMap<>(inputs.size() * 4 / 3 + 1);
    for (Input input : inputs) {
      sent.put(input.path(), input.digest());
    }
  }

  /** The file that {@code path} names, whether or not it is an input. */
  Path file(String path) {
    return context.resolve(path);
  }

  WorkContext context() {
    return context;
  }

  /**
   * The inputs in the client's order, hashed here if the client sent no digest. That of a file that
   * can't be read is empty.
   */
  List<Input> all() {
    List<Input> all = new ArrayList<>();
    for (Input input : context.inputs()) {
      Digest digest = digest(input.path());
      all.add(new Input(input.path(), digest.equals(UNREADABLE) ? Digest.empty() : digest));
    }
    return all;
  }

  /** The digest of an input; empty if the request has no such input. */
  Digest digest(String path) {
    Digest known = sent(path);
    if (known == null ? declared && !Path.of(path).isAbsolute() : !known.isEmpty()) {
      return known == null ? Digest.empty() : known;
    }
    Digest own = hashed.get(path);
    if (own == null) {
      own = hash(path);
      hashed.put(path, own);
    }
    return own;
  }

  private @Nullable Digest sent(String path) {
    Digest digest = sent.get(path);
    if (digest == null && path.contains("./")) {
      return sent.get(Path.of(path).normalize().toString().replace('\\', '/'));
    }
    return digest;
  }

  private Digest hash(String path) {
    try {
      return contents.of(file(path));
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return Digest.empty(); // It is gone, or outside of this request's sandbox.
    } catch (IOException e) {
      return isBelowAFile(file(path)) ? Digest.empty() : UNREADABLE;
    }
  }

  /**
   * Whether a parent of {@code file} is a regular file, so that the file can't exist. Java has no
   * exception for this case.
   */
  private static boolean isBelowAFile(Path file) {
    Path parent = file.getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    return parent != null && !Files.isDirectory(parent);
  }

  /**
   * The digest of an input whose content is about to be used; empty if there is no such input.
   *
   * @throws UncheckedIOException if it can't be read
   */
  Digest readable(String path) {
    Digest digest = digest(path);
    if (digest.equals(UNREADABLE)) {
      hashed.remove(path);
      try {
        return contents.of(file(path)); // Try again for the exception, unless reading succeeds now.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return digest;
  }

  /**
   * Whether a file that was hashed here is still the same. If it changed while a value was made
   * from it, the value may have parts of both versions.
   */
  boolean isUnchanged(String path) {
    Digest own = hashed.get(path);
    return own == null || own.equals(hash(path));
  }

  /** Whether all files that were hashed here are still the same. */
  boolean areUnchanged() {
    for (String path : hashed.keySet()) {
      if (!isUnchanged(path)) {
        return false;
      }
    }
    return true;
  }
}
