package dev.perdure.worker.jobserver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A name that a living server has taken in a directory, by a file that it keeps locked. The system
 * unlocks it however the server ends; so a name whose file can be locked is that of a dead server,
 * also where the number of its process belongs to another one, or counts in another container.
 */
final class ServerClaim implements Closeable {
  private static final String PREFIX = "perdure-";
  private static final String SUFFIX = ".lock";

  /** What names become in the protocols. */
  private static final List<String> RESOURCES = List.of("", "sem.", JobAddress.Socket.PREFIX);

  private final Path file;
  private final FileChannel locked;

  private ServerClaim(Path file, FileChannel locked) {
    this.file = file;
    this.locked = locked;
  }

  /** Takes a new name, after what dead servers left there is removed. */
  static ServerClaim create(Path directory) throws IOException {
    sweep(directory);
    while (true) {
      String random = Integer.toUnsignedString(ThreadLocalRandom.current().nextInt(), 36);
      Path file = directory.resolve(ownPrefix() + random + SUFFIX);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Between the two steps, another server's sweep can lock and remove the file.
      if (channel.tryLock() != null && Files.exists(file)) {
        return new ServerClaim(file, channel);
      }
      channel.close();
    }
  }

  private static String ownPrefix() {
    return PREFIX + ProcessHandle.current().pid() + "-";
  }

  /** The name. */
  String name() {
    return nameOf(file);
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static void sweep(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
      for (Path file : files) {
        // To open and close a file of this process would unlock it.
        if (!file.getFileName().toString().startsWith(ownPrefix())) {
          removeUnlessLocked(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Leftovers hurt nobody; the next server tries again.
    }
  }

  private static void removeUnlessLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        for (String resource : RESOURCES) {
          Files.deleteIfExists(file.resolveSibling(resource + nameOf(file)));
        }
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Somebody else's, or removed by another.
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    locked.close();
  }
}
