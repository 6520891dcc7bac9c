package dev.perdure.worker.testing;

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
 * A directory in which workers run, like Bazel's execution root: the paths of arguments and inputs
 * are relative to it (F2). Immutable and thread-safe.
 *
 * @param directory the directory, as an absolute path
 */
public record ExecutionRoot(Path directory) {
  /** Makes the directory absolute. */
  public ExecutionRoot {
    directory = directory.toAbsolutePath().normalize();
  }

  /**
   * The file of a path in this root.
   *
   * @throws IllegalArgumentException if it leads out of the root
   */
  public Path resolve(String path) {
    Path resolved = directory.resolve(path).normalize();
    if (!resolved.startsWith(directory)) {
      throw new IllegalArgumentException("path leaves the execution root: " + path);
    }
    return resolved;
  }

  /**
   * The input that Bazel would send for a file: its digest is the lower-case hexadecimal text of
   * the SHA-256 of its contents (F7).
   *
   * @throws UncheckedIOException if the file can't be read
   */
  public Input input(String path) {
    return new Input(path, Digest.ofText(sha256(resolve(path))));
  }

  /** Like {@link #input(String)}, for each path. */
  public List<Input> inputs(Collection<String> paths) {
    return paths.stream().map(this::input).toList();
  }

  /**
   * The sandbox directory with that number; the same number always has the same directory.
   *
   * @param number the number, at least 1
   */
  public SandboxDirectory sandbox(int number) {
    return new SandboxDirectory(this, number);
  }

  /**
   * Deletes the directory with all its contents, without following symlinks.
   *
   * @throws UncheckedIOException if that can't be done
   */
  public void delete() {
    try {
      DirectoryDeletion.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " can't be deleted", e);
    }
  }

  /**
   * Deletes all contents of the directory, without following symlinks, but not the directory
   * itself, since a worker may be running in it.
   *
   * @throws UncheckedIOException if that can't be done
   */
  public void clear() {
    try {
      DirectoryDeletion.deleteContents(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " can't be emptied", e);
    }
  }

  private static String sha256(Path file) {
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
