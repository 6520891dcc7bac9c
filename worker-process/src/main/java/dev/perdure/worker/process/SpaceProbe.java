package dev.perdure.worker.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds out whether a file could still grow. What is written to a full disk is lost, and few
 * programs report that for their standard error. It really writes, because no figure of a file
 * system takes quotas and reserves into account. It writes to its own file, because other processes
 * append to the error file. Thread-safe.
 */
final class SpaceProbe implements AutoCloseable {
  private static final byte[] SOME = new byte[1 << 16];

  /** A file without a name. Guarded by this. */
  private final RandomAccessFile file;

  /** Probes the file system of {@code neighbour}. */
  SpaceProbe(Path neighbour) throws IOException {
    Path path = neighbour.resolveSibling(neighbour.getFileName() + ".probe");
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
    } finally {
      Files.deleteIfExists(path);
    }
  }

  /** Whether there is space left; false if the file system is full. */
  synchronized boolean isLeft() {
    try {
      try {
        file.seek(0);
        file.write(SOME);
        return true;
      } finally {
        file.setLength(0);
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      // It has no content to lose.
    }
  }
}
