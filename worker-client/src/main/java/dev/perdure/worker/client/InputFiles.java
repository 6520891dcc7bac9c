package dev.perdure.worker.client;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes inputs of files as Bazel does: a path relative to the workers' directory, and the
 * lower-case hexadecimal text of the SHA-256 of the content (F7). Each call reads the files again.
 * Immutable and thread-safe.
 */
public final class InputFiles {
  private final Path directory;

  private InputFiles(Path directory) {
    this.directory = directory;
  }

  /** The files below {@code directory}, in which the workers run. */
  public static InputFiles in(Path directory) {
    return new InputFiles(directory);
  }

  /**
   * The input for the file at {@code path}.
   *
   * @throws UncheckedIOException if it can't be read
   */
  public Input input(String path) {
    MessageDigest digest = sha256();
    try (InputStream bytes = Files.newInputStream(directory.resolve(path));
        DigestInputStream digested = new DigestInputStream(bytes, digest)) {
      digested.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Input(path, Digest.ofText(HexFormat.of().formatHex(digest.digest())));
  }

  /** Like {@link #input(String)}, for each path. */
  public List<Input> inputs(Collection<String> paths) {
    return paths.stream().map(this::input).toList();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
