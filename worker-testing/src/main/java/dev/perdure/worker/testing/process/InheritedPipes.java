package dev.perdure.worker.testing.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pipes of a worker's standard streams. On Linux, they identify the processes that have
 * inherited them, whatever their parent is. On other systems, none are found. Immutable.
 */
final class InheritedPipes {
  private static final Path PROC = Path.of("/proc");

  private final Set<Path> pipes;

  private InheritedPipes(Set<Path> pipes) {
    this.pipes = pipes;
  }

  /** The pipes of the running process {@code pid}. */
  static InheritedPipes of(long pid) {
    Set<Path> pipes = new HashSet<>();
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
      target(PROC.resolve(pid + "/fd/" + descriptor))
          .filter(target -> target.toString().startsWith("pipe:["))
          .ifPresent(pipes::add);
    }
    return new InheritedPipes(Set.copyOf(pipes));
  }

  /** The processes, except this one, that have one of the pipes open. */
  Stream<ProcessHandle> holders() {
    if (pipes.isEmpty()) {
      return Stream.empty();
    }
    ProcessHandle self = ProcessHandle.current();
    return ProcessHandle.allProcesses()
        .filter(process -> !process.equals(self) && !isStarting(process, self))
        .filter(process -> holds(process.pid()));
  }

  /**
   * Whether a process is being started by another thread of this process: for a moment it has all
   * our files open, but belongs to no worker. (If we are process 1, orphans are our children, too.)
   */
  private static boolean isStarting(ProcessHandle process, ProcessHandle self) {
    return self.pid() != 1 && process.parent().filter(self::equals).isPresent();
  }

  private boolean holds(long pid) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
      for (Path descriptor : descriptors) {
        if (target(descriptor).filter(pipes::contains).isPresent()) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      // Another user's process, or one that has just ended.
      return false;
    }
  }

  private static Optional<Path> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
