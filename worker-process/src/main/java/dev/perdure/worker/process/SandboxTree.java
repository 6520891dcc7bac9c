package dev.perdure.worker.process;

import dev.perdure.worker.Input;
import dev.perdure.worker.files.FileClaim;
import dev.perdure.worker.files.FileTree;
import dev.perdure.worker.files.WholeMove;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The directory of one process in an {@link AdditiveSandbox}, under a claimed name in the root.
 * Used by one thread at a time.
 */
final class SandboxTree {
  private final FileClaim claim;
  private final Path directory;

  /** The inputs that were linked here; the tool has written all other files. */
  private final Set<Path> linked = new HashSet<>();

  private SandboxTree(FileClaim claim, Path directory) {
    this.claim = claim;
    this.directory = directory;
  }

  /** Creates an empty tree; deletes the trees of workers that are gone, and nothing else. */
  static SandboxTree create(Path root) throws IOException {
    Files.createDirectories(root);
    FileClaim.removeAbandoned(root);
    FileClaim claim = FileClaim.create(root);
    try {
      Path directory = Files.createDirectory(root.resolve(claim.name()));
      return new SandboxTree(claim, directory.toRealPath());
    } catch (IOException e) {
      claim.close();
      throw e;
    }
  }

  Path directory() {
    return directory;
  }

  /** Adds the inputs that are not here yet, and makes room for the outputs. */
  void add(ProcessRequest request) throws IOException {
    for (Input input : request.inputs()) {
      add(inside(input.path()), request.directory().resolve(input.path()));
    }
    removeOutputs(request); // First, because an output may be the directory of another one.
    for (String output : request.outputs()) {
      createDirectory(parent(inside(output)));
    }
  }

  /** Creates a directory within the tree; replaces a symlink that the tool has left there. */
  private void createDirectory(Path here) throws IOException {
    Path each = directory;
    for (Path name : directory.relativize(here)) {
      each = each.resolve(name);
      if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
        delete(each);
        Files.createDirectories(each);
      }
    }
  }

  private void add(Path here, Path source) throws IOException {
    if (linked.contains(here) && Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      return; // It has the same digest.
    }
    if (Files.isDirectory(source)) {
      createDirectory(here);
      return;
    }
    createDirectory(parent(here));
    delete(here); // The tool has left it, and may have written anything.
    if (Files.exists(source)) { // Otherwise it is missing, as it would be without a sandbox.
      link(here, source.toRealPath());
      linked.add(here);
    }
  }

  /**
   * Links a file. A hard link keeps the content that the process may have read, even if the file is
   * replaced; a symlink only keeps its name.
   */
  private static void link(Path here, Path source) throws IOException {
    try {
      Files.createLink(here, source);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      Files.createSymbolicLink(here, source); // Another file system, or too many links.
    }
  }

  /**
   * Fails if a file of this tree was opened that the request does not name.
   *
   * @throws ProcessFailedException if so; it names the first such file
   */
  void check(ProcessRequest request, List<String> opened) throws ProcessFailedException {
    Set<Path> named = new HashSet<>();
    request.inputs().forEach(input -> named.add(directory.resolve(input.path()).normalize()));
    request.outputs().forEach(output -> named.add(directory.resolve(output).normalize()));
    for (String each : opened) {
      Path file = directory.resolve(each).normalize();
      if (file.startsWith(directory) && Files.isRegularFile(file) && !named.contains(file)) {
        throw new ProcessFailedException(
            ProcessMessage.SANDBOX_UNDECLARED.text(directory.relativize(file)));
      }
    }
  }

  /**
   * Moves the outputs that were written to where the request wants them; each appears complete.
   *
   * @throws IOException if one can't be moved, or if all are gone with the tree
   */
  void moveOutputs(ProcessRequest request) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(directory.toString());
    }
    Set<Path> outputs = new HashSet<>();
    for (String output : request.outputs()) {
      outputs.add(inside(output));
    }
    for (String output : request.outputs()) {
      Path here = inside(output);
      if (!isBelowOneOf(outputs, here) && Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
        if (!isInside(here)) {
          throw new IOException("path " + output + " leaves the sandbox");
        }
        Path target = request.directory().resolve(output);
        Files.createDirectories(target.getParent());
        WholeMove.move(here, target);
      }
    }
  }

  /** Whether {@code here} is inside another output, and so moves with it. */
  private boolean isBelowOneOf(Set<Path> outputs, Path here) {
    for (Path above = parent(here); above.startsWith(directory); above = parent(above)) {
      if (outputs.contains(above)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether {@code here} is really inside the tree. If the tool has replaced a directory by a
   * symlink, that may lead to other people's files.
   */
  private boolean isInside(Path here) throws IOException {
    return parent(here).toRealPath().startsWith(directory);
  }

  /**
   * Deletes the outputs that are here, so that no request takes what is left of a failure for its
   * own.
   */
  void removeOutputs(ProcessRequest request) throws IOException {
    for (String output : request.outputs()) {
      delete(inside(output));
    }
  }

  /** The parent of a path in the tree, which always has one. */
  private static Path parent(Path here) {
    return Objects.requireNonNull(here.getParent());
  }

  private Path inside(String path) throws IOException {
    Path file = directory.resolve(path).normalize();
    if (!file.startsWith(directory) || file.equals(directory)) {
      throw new IOException("path " + path + " leaves the sandbox");
    }
    return file;
  }

  /** Deletes the tree, as far as the system allows. */
  void delete() {
    try {
      try {
        FileTree.delete(directory);
      } catch (IOException e) {
        claim.abandon(); // A later pool tries again, when this worker is gone.
        return;
      }
      claim.close();
    } catch (IOException e) {
      // The lock file stays, for the next pool.
    }
  }

  private void delete(Path here) throws IOException {
    if (!Files.exists(here, LinkOption.NOFOLLOW_LINKS) || !isInside(here)) {
      return;
    }
    boolean many = Files.isDirectory(here, LinkOption.NOFOLLOW_LINKS);
    FileTree.delete(here);
    linked.remove(here);
    if (many) {
      linked.removeIf(file -> file.startsWith(here));
    }
  }
}
