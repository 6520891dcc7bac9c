package dev.perdure.worker.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A name that this process has claimed in a directory by a file that it keeps locked. Every file
 * whose name contains this name belongs to the claim. The system unlocks the lock file however the
 * process ends, so if it can be locked, its process has ended. Process numbers prove nothing: they
 * are reused, and differ between containers.
 *
 * <p>Files that are not proven to be abandoned are kept: those without a lock file, those of
 * another kernel, and all files on a file system without locks. Thread-safe.
 */
public final class FileClaim implements Closeable {
  /** Keeps unclosed claims reachable: a channel that is garbage-collected loses its lock. */
  private static final Set<FileClaim> OPEN = ConcurrentHashMap.newKeySet();

  private final Path lockFile;
  private final String name;
  private final @Nullable FileChannel locked;

  private FileClaim(Path lockFile, String name, @Nullable FileChannel locked) {
    this.lockFile = lockFile;
    this.name = name;
    this.locked = locked;
  }

  /**
   * Takes a new name.
   *
   * @throws IOException if no file can be made in the directory
   */
  public static FileClaim create(Path directory) throws IOException {
    while (true) {
      String name = ClaimName.next().toString();
      Path file = directory.resolve(name + ClaimName.LOCK_SUFFIX);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        // Between the two steps, another process can find the file unlocked and remove it.
        if (channel.tryLock() != null && Files.exists(file)) {
          return opened(new FileClaim(file, name, channel));
        }
        channel.close();
      } catch (IOException e) {
        channel.close();
        Files.deleteIfExists(file);
        return createUnlocked(directory); // A file system without locks.
      }
    }
  }

  private static FileClaim createUnlocked(Path directory) throws IOException {
    String name = ClaimName.nextUnlocked().toString();
    Path file = Files.createFile(directory.resolve(name + ClaimName.LOCK_SUFFIX));
    return opened(new FileClaim(file, name, null));
  }

  private static FileClaim opened(FileClaim claim) {
    OPEN.add(claim);
    return claim;
  }

  /** The name, of letters, digits and hyphens; no other claim has it or will have it. */
  public String name() {
    return name;
  }

  /**
   * Deletes the files in the directory that belong to claims of ended processes: all files whose
   * names contain that of a claim. If something can't be deleted, the next call tries again.
   */
  public static synchronized void removeAbandoned(Path directory) {
    for (Path file : list(directory)) {
      ClaimName name = ClaimName.ofLockFile(file);
      if (name != null && name.isToldByItsLock()) {
        removeUnlessLocked(file, name.toString());
      }
    }
  }

  private static void removeUnlessLocked(Path lockFile, String name) {
    // Skip symlinks, and also pipes: opening one waits for the other side.
    if (!Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel = FileChannel.open(lockFile, options);
        FileLock lock = channel.tryLock()) {
      if (lock == null || channel.size() > 0) {
        return; // In use; or not a lock file, since those are empty.
      }
      for (Path each : list(lockFile.toAbsolutePath().getParent())) {
        if (each.getFileName().toString().contains(name)
            && !each.getFileName().equals(lockFile.getFileName())) {
          FileTree.delete(each);
        }
      }
      Files.deleteIfExists(lockFile); // Last: it tells whose the others are.
    } catch (IOException | OverlappingFileLockException e) {
      // Another process has removed it, or it is another user's.
    }
  }

  /** The files in it; none if it can't be read. */
  private static List<Path> list(@Nullable Path directory) {
    List<Path> files = new ArrayList<>();
    if (directory != null) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        entries.forEach(files::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    return files;
  }

  /** Gives the name up. Delete the files of the claim before that. */
  @Override
  public void close() throws IOException {
    OPEN.remove(this);
    try {
      Files.deleteIfExists(lockFile);
    } finally {
      unlock();
    }
  }

  /**
   * Unlocks the claim but keeps its lock file, so that {@link #removeAbandoned} deletes what could
   * not be deleted now.
   */
  public void abandon() throws IOException {
    OPEN.remove(this);
    unlock();
  }

  private void unlock() throws IOException {
    if (locked != null) {
      locked.close();
    }
  }
}
