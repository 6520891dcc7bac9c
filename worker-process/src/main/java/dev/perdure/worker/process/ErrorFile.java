package dev.perdure.worker.process;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that a child's standard error goes to. What a child has printed before it answers is in
 * the file when the answer comes. With a pipe, nobody could tell whether more is on its way, and it
 * would turn up in the next request. Thread-safe.
 */
final class ErrorFile implements AutoCloseable {
  /** The suffix of the names of such files. */
  static final String SUFFIX = ".stderr";

  private static final Set<PosixFilePermission> OWN =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final int TAIL_BYTES = 4096;
  private static final int TAIL_LINES = 20;

  private final Path path;

  /** Not a channel: an interrupt of the reading thread would close it. Guarded by this. */
  private final RandomAccessFile file;

  private final SpaceProbe space;
  private final int maxBytes;

  private ErrorFile(Path path, RandomAccessFile file, SpaceProbe space, int maxBytes) {
    this.path = path;
    this.file = file;
    this.space = space;
    this.maxBytes = maxBytes;
  }

  /**
   * Creates a file.
   *
   * @param mark the beginning of its name, which no other file has
   */
  static ErrorFile create(String mark, int maxBytes) throws IOException {
    Path path = directory().resolve(mark + SUFFIX);
    try {
      RandomAccessFile file = new RandomAccessFile(create(path).toFile(), "rw");
      return new ErrorFile(path, file, new SpaceProbe(path), maxBytes);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Creates the file so that nobody else can read it, if the system supports that. */
  private static Path create(Path path) throws IOException {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? Files.createFile(path, PosixFilePermissions.asFileAttribute(OWN))
        : Files.createFile(path);
  }

  /** The directory of such files. */
  static Path directory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** The file. It must be opened for appending, because it is truncated between requests. */
  File file() {
    return path.toFile();
  }

  /**
   * Deletes the file's name, now that all processes have it open, so that nothing is left if the
   * worker dies.
   */
  void unlink() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // This system keeps open files; it is deleted when it is closed.
    }
  }

  synchronized void clear() {
    try {
      file.setLength(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isTooLong() {
    return size() > maxBytes;
  }

  /**
   * The beginning of the text, up to the limit, with a line at the end if more may have been lost.
   */
  String text() {
    long size = size();
    if (size > maxBytes) {
      return read(0, maxBytes) + "\n" + ProcessMessage.ERRORS_CUT.text(maxBytes) + "\n";
    }
    String text = read(0, (int) size);
    if (space.isLeft()) {
      return text;
    }
    String line = ProcessMessage.ERRORS_LOST.text(directory());
    return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n";
  }

  /** The last lines. */
  String tail() {
    long size = size();
    int length = (int) Math.min(size, TAIL_BYTES);
    String text = read(size - length, length).stripTrailing();
    int from = text.length();
    for (int line = 0; line < TAIL_LINES && from >= 0; line++) {
      from = text.lastIndexOf('\n', from - 1);
    }
    return text.substring(from + 1);
  }

  private synchronized long size() {
    try {
      return file.length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized String read(long from, int length) {
    byte[] bytes = new byte[length];
    int count = 0;
    try {
      file.seek(from);
      while (count < length) {
        int read = file.read(bytes, count, length - count);
        if (read < 0) {
          break; // Truncated in the meantime.
        }
        count += read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String(bytes, 0, count, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written by this side.
    }
    space.close();
    unlink();
  }
}
