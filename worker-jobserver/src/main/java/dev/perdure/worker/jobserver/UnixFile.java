package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the system tells about a file; symlinks are followed.
 *
 * @param mode its type and permissions; 0 if there is no such file
 * @param device the device that it is on
 * @param inode its number there
 */
record UnixFile(int mode, long device, long inode) {
  private static final int TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final UnixFile NONE = new UnixFile(0, 0, 0);

  static UnixFile of(Path path) {
    try {
      return new UnixFile(
          (int) Files.getAttribute(path, "unix:mode"),
          (long) Files.getAttribute(path, "unix:dev"),
          (long) Files.getAttribute(path, "unix:ino"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return NONE; // Nothing through which tokens could come.
    }
  }

  boolean isPipe() {
    return (mode & TYPE) == PIPE;
  }
}
