package dev.perdure.worker.testing.cli.replay;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.files.WholeMove;
import dev.perdure.worker.testing.cli.recording.RecordMessage;
import dev.perdure.worker.testing.cli.recording.RecordingException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory in which recorded work is done again. The directories of the recording's execution
 * root are created at once, and the inputs of each request before it is sent. Nothing in the
 * recording's directory is ever changed. Not thread-safe.
 */
final class ReplayRoot {
  private final Path recorded;
  private final Path root;
  private final List<Path> directories;
  private final Set<Path> brought = new HashSet<>();

  private ReplayRoot(Path recorded, Path root, List<Path> directories) {
    this.recorded = recorded;
    this.root = root;
    this.directories = directories;
  }

  /**
   * Creates one.
   *
   * @param recorded the execution root, as the build left it
   * @param root an empty directory
   * @throws RecordingException if {@code recorded} is not a directory
   */
  static ReplayRoot create(Path recorded, Path root) throws IOException {
    if (!Files.isDirectory(recorded)) {
      throw new RecordingException(RecordMessage.DIRECTORY_MISSING.text(recorded));
    }
    Path real = recorded.toRealPath();
    List<Path> directories = new ArrayList<>();
    // Its links lead to sources and tools, where no action writes.
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes ignored) {
            if (directory.equals(root)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            directories.add(real.relativize(directory));
            return FileVisitResult.CONTINUE;
          }
        });
    ReplayRoot made = new ReplayRoot(real, root, directories);
    made.createDirectories(root);
    return made;
  }

  Path path() {
    return root;
  }

  Path recorded() {
    return recorded;
  }

  /** Adds those inputs of a request that are not there yet. */
  void prepare(WorkRequest request) throws IOException {
    Path place = root.resolve(request.sandboxDir()).normalize();
    if (!place.equals(root)) {
      createDirectories(place);
    }
    for (Input input : request.inputs()) {
      bring(Path.of(input.path()), place);
    }
  }

  /** Moves what a request made out of its sandbox directory, as its client does. */
  void collect(WorkRequest request) throws IOException {
    Path place = root.resolve(request.sandboxDir()).normalize();
    if (place.equals(root) || !place.startsWith(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(ReplayRoot::isMade).toList()) {
        Path target = root.resolve(place.relativize(file));
        Files.createDirectories(target.getParent());
        WholeMove.move(file, target);
      }
    }
    delete(place);
  }

  /** The files that the replayed work made, relative to the root, in their order. */
  List<Path> made() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(ReplayRoot::isMade)
          .filter(file -> !brought.contains(file))
          .map(root::relativize)
          .sorted()
          .toList();
    }
  }

  private void bring(Path input, Path place) throws IOException {
    Path target = place.resolve(input).normalize();
    if (input.isAbsolute() || !target.startsWith(root) || exists(target)) {
      return;
    }
    Path before = root.resolve(input);
    Path source = exists(before) ? before : recorded.resolve(input);
    try {
      Path real = source.toRealPath();
      Files.createDirectories(target.getParent());
      if (real.startsWith(recorded) && Files.isRegularFile(real)) {
        // The build made it, and may make it again: through a link, that would change the
        // recording's file.
        Files.copy(real, target);
        brought.add(target);
      } else {
        Files.createSymbolicLink(target, real);
      }
    } catch (NoSuchFileException e) {
      // The worker reports it better, and may not need it.
    }
  }

  private void createDirectories(Path place) throws IOException {
    for (Path directory : directories) {
      Files.createDirectories(place.resolve(directory));
    }
  }

  private static boolean isMade(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
