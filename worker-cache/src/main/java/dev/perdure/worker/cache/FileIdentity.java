package dev.perdure.worker.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a file has another content without reading it. The change time of the inode can't
 * be faked: replacing or rewriting a file changes it, even if size and modification time are
 * restored.
 */
record FileIdentity(Object device, Object inode, Object size, Object modified, FileTime changed) {
  /** Coarser than the clock of any file system in use, NFS and FAT included. */
  private static final Duration CLOCK = Duration.ofSeconds(3);

  /** The identity of {@code file}, following symlinks; null if its file system has none. */
  static @Nullable FileIdentity of(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return null;
    }
    Map<String, Object> attributes =
        Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
    return new FileIdentity(
        value(attributes, "dev"),
        value(attributes, "ino"),
        value(attributes, "size"),
        value(attributes, "lastModifiedTime"),
        (FileTime) value(attributes, "ctime"));
  }

  private static Object value(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  /**
   * Whether another write now would change the change time. If not, a new content could have this
   * identity, too.
   */
  boolean isSettled(Instant now) {
    return changed.toInstant().isBefore(now.minus(CLOCK));
  }
}
