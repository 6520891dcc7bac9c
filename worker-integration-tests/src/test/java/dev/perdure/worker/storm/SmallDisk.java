package dev.perdure.worker.storm;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, of which tests can take away most of the room. */
final class SmallDisk implements AutoCloseable {
  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Whether this user may have one. */
  static boolean isAllowed(Path directory) throws IOException, InterruptedException {
    Path trial = Files.createDirectory(directory.resolve("trial"));
    try {
      mount(trial, 4).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Mounts it at an empty directory. */
  static SmallDisk mount(Path directory, int kibibytes) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "storm", directory.toString());
    return new SmallDisk(directory);
  }

  Path directory() {
    return directory;
  }

  /** Leaves so much room, in bytes, until {@link #empty}. */
  void fill(long room) throws IOException {
    long free = Files.getFileStore(directory).getUsableSpace();
    try (OutputStream out = Files.newOutputStream(directory.resolve("filler"), CREATE, APPEND)) {
      out.write(new byte[(int) Math.max(0, free - room)]);
    } catch (IOException e) {
      // Others write at the same time: it is full.
    }
  }

  void empty() throws IOException {
    Files.deleteIfExists(directory.resolve("filler"));
  }

  /** Also if somebody still has a file of it open. */
  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "--lazy", directory.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    if (exitCode != 0) {
      throw new IOException(String.join(" ", command) + " ended with exit code " + exitCode);
    }
  }
}
