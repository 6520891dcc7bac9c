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
 * What tells a file's content from another one without reading it. The time of the last change of
 * the inode is what can't be faked: whoever replaces or rewrites a file moves it on, even one who
 * puts size and modification time back.
 */
record FileIdentity(Object device, Object inode, Object size, Object modified, FileTime changed) {
  /** Coarser than the clock of any file system in use, NFS and FAT included. */
  private static final Duration CLOCK = Duration.ofSeconds(3);

  /** The identity of {@code file}, with symlinks followed; null if its file system has none. */
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
   * Whether another write would have moved the time of change on. If not, a content that comes now
   * could have this identity, too.
   */
  boolean isSettled(Instant now) {
    return changed.toInstant().isBefore(now.minus(CLOCK));
  }
}
