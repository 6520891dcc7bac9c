package dev.perdure.worker.testing;

import dev.perdure.worker.Input;
import dev.perdure.worker.files.WholeMove;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * The sandbox directory of a multiplex request, laid out as in Bazel. It is below the working
 * directory, its inputs are symlinks to the files of the real execution root, and it is cleaned and
 * used again (F9). One request at a time uses it.
 */
public final class SandboxDirectory {
  private final ExecutionRoot root;
  private final String path;

  SandboxDirectory(ExecutionRoot root, int number) {
    this.root = root;
    path = "__sandbox/" + number + "/_main";
  }

  /** The path for {@code sandbox_dir}, relative to the execution root. */
  public String path() {
    return path;
  }

  /** The directory itself. */
  public Path directory() {
    return root.resolve(path);
  }

  /**
   * Cleans the directory, and creates a symlink for each input and the parent directory of each
   * output.
   *
   * @throws UncheckedIOException if that can't be done
   */
  public void prepare(Collection<Input> inputs, Collection<String> outputs) {
    clean();
    try {
      Files.createDirectories(directory());
      for (Input input : inputs) {
        Path link = directory().resolve(input.path());
        Files.createDirectories(parent(link));
        Files.createSymbolicLink(link, root.resolve(input.path()));
      }
      for (String output : outputs) {
        Files.createDirectories(parent(directory().resolve(output)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sandbox directory " + path + " can't be prepared", e);
    }
  }

  /**
   * Moves outputs to their places in the execution root; missing ones are skipped.
   *
   * @throws UncheckedIOException if one can't be moved
   */
  public void moveOutputs(Collection<String> outputs) {
    try {
      for (String output : outputs) {
        Path written = directory().resolve(output);
        if (Files.exists(written)) {
          Path target = root.resolve(output);
          Files.createDirectories(parent(target));
          WholeMove.move(written, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the outputs in " + path + " can't be moved", e);
    }
  }

  /**
   * Deletes the contents of the directory, without following symlinks, but not the directory
   * itself, since a worker may be running in it.
   *
   * @throws UncheckedIOException if that can't be done
   */
  public void clean() {
    if (!Files.exists(directory())) {
      return;
    }
    try {
      DirectoryDeletion.deleteContents(directory());
    } catch (IOException e) {
      throw new UncheckedIOException("sandbox directory " + path + " can't be cleaned", e);
    }
  }

  private static Path parent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException(file + " has no parent");
    }
    return parent;
  }
}
