package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pipe that a GNU make before 4.4 has left open for its children.
 *
 * <p>In a recipe that make does not recognise as a sub-make, it closes the descriptors but still
 * passes their numbers. Then these are files of this JVM, and opening one for writing would destroy
 * it. So the descriptors are opened only if they are the reading and the writing end of one pipe.
 */
final class InheritedPipe {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path FLAGS = Path.of("/proc/self/fdinfo");
  private static final int ACCESS = 3;
  private static final int READ = 0;
  private static final int WRITE = 1;
  private static final int READ_WRITE = 2;

  private InheritedPipe() {}

  /** The pipe of these descriptors, if they are those of a job server. */
  static Optional<JobAddress> find(String read, String write) {
    UnixFile reading = UnixFile.of(DESCRIPTORS.resolve(read));
    UnixFile writing = UnixFile.of(DESCRIPTORS.resolve(write));
    if (!reading.isPipe() || !reading.equals(writing)) {
      return Optional.empty();
    }
    if (!isOpenFor(read, READ) || !isOpenFor(write, WRITE)) {
      return Optional.empty();
    }
    // By the process id: in children, which must open it, "self" is another process.
    String pid = Long.toString(ProcessHandle.current().pid());
    return Optional.of(new JobAddress.Descriptors(Path.of("/proc", pid, "fd", read)));
  }

  private static boolean isOpenFor(String descriptor, int access) {
    try {
      for (String line : Files.readAllLines(FLAGS.resolve(descriptor))) {
        if (line.startsWith("flags:")) {
          int flags = Integer.parseInt(line.substring("flags:".length()).strip(), 8) & ACCESS;
          return flags == access || flags == READ_WRITE;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // It is closed by now.
    }
  }
}
