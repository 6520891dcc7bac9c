package dev.perdure.worker.process;

import dev.perdure.worker.Input;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory of one process in an {@link AdditiveSandbox}. Used by one thread at a time. */
final class SandboxTree {
  private final Path directory;

  /** The inputs that were linked here; what else is here, the tool has written. */
  private final Set<Path> linked = new HashSet<>();

  private SandboxTree(Path directory) {
    this.directory = directory;
  }

  /** An empty tree; deletes those of workers that are gone. */
  static SandboxTree create(Path root) throws IOException {
    Files.createDirectories(root);
    try (DirectoryStream<Path> trees = Files.newDirectoryStream(root, "[0-9]*-*")) {
      for (Path each : trees) {
        String name = each.getFileName().toString();
        long pid = Long.parseLong(name.substring(0, name.indexOf('-')));
        if (ProcessHandle.of(pid).isEmpty()) {
          new SandboxTree(each).delete();
        }
      }
    }
    String prefix = ProcessHandle.current().pid() + "-";
    return new SandboxTree(Files.createTempDirectory(root, prefix).toRealPath());
  }

  Path directory() {
    return directory;
  }

  /** Adds the inputs that are not here yet, and makes room for the outputs. */
  void add(ProcessRequest request) throws IOException {
    for (Input input : request.inputs()) {
      add(inside(input.path()), request.directory().resolve(input.path()));
    }
    for (String output : request.outputs()) {
      Files.createDirectories(inside(output).getParent());
    }
    removeOutputs(request);
  }

  private void add(Path here, Path source) throws IOException {
    if (linked.contains(here) && Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      return; // The same digest.
    }
    if (Files.isDirectory(source)) {
      Files.createDirectories(here);
      return;
    }
    delete(here); // Left by the tool, which may have written anything.
    if (Files.exists(source)) { // Else it is missing, as it would be without a sandbox.
      Files.createDirectories(here.getParent());
      link(here, source.toRealPath());
      linked.add(here);
    }
  }

  /**
   * Hard links hold on to the contents that the process may have read, also when the file is
   * replaced by another; symlinks only to its name.
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
   * @throws ProcessFailedException which names the first such file
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

  /** Moves those outputs that were written to where the request wants them. */
  void moveOutputs(ProcessRequest request) throws IOException {
    for (String output : request.outputs()) {
      Path here = inside(output);
      if (Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
        Path target = request.directory().resolve(output);
        Files.createDirectories(target.getParent());
        Files.move(here, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Deletes the outputs that are here, so that nobody takes what is left of a failure for his. */
  void removeOutputs(ProcessRequest request) throws IOException {
    for (String output : request.outputs()) {
      delete(inside(output));
    }
  }

  private Path inside(String path) throws IOException {
    Path file = directory.resolve(path).normalize();
    if (!file.startsWith(directory) || file.equals(directory)) {
      throw new IOException("path " + path + " leaves the sandbox");
    }
    return file;
  }

  /** Deletes all of it, as far as the system lets it. */
  void delete() {
    try {
      delete(directory);
    } catch (IOException e) {
      // The next pool deletes it when this worker is gone.
    }
  }

  private void delete(Path here) throws IOException {
    if (!Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        here,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            linked.remove(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
