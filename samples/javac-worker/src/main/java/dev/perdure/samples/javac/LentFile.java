package dev.perdure.samples.javac;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that requests read, open only while one of them does: so what is kept for later requests
 * takes no file descriptor. An interrupt does not close it, as it would close a {@code
 * FileChannel}. Each request gives its own name for the file, since the name of an earlier request
 * may be gone. Thread-safe.
 */
final class LentFile {
  private final @Nullable Object key;
  private final long size;

  /** The names of the requests that use it now. Guarded by this. */
  private final List<Path> names = new ArrayList<>();

  /** Guarded by this. */
  private @Nullable RandomAccessFile open;

  private LentFile(BasicFileAttributes attributes) {
    this.key = attributes.fileKey();
    this.size = attributes.size();
  }

  static LentFile of(Path file) throws IOException {
    return new LentFile(Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** Notes that a request, which knows the file as {@code name}, begins to use it. */
  synchronized void lend(Path name) {
    names.add(name);
  }

  /** Notes that a request no longer uses the file; the last one closes it. */
  synchronized void giveBack(Path name) throws IOException {
    names.remove(name);
    if (names.isEmpty() && open != null) {
      RandomAccessFile closed = open;
      open = null;
      closed.close();
    }
  }

  private synchronized int read(long position, ByteBuffer target) throws IOException {
    byte[] bytes = new byte[target.remaining()];
    RandomAccessFile file = open == null ? reopen() : open;
    file.seek(position);
    int count = file.read(bytes);
    if (count > 0) {
      target.put(bytes, 0, count);
    }
    return count;
  }

  /** Called under this object's lock. */
  private RandomAccessFile reopen() throws IOException {
    for (Path name : names) {
      if (isSame(name)) {
        RandomAccessFile file = new RandomAccessFile(new File(name.toString()), "r");
        open = file;
        return file;
      }
    }
    throw new IOException(
        names.isEmpty() ? "no request uses the file" : names.get(0) + " has changed");
  }

  private boolean isSame(Path name) {
    try {
      BasicFileAttributes now = Files.readAttributes(name, BasicFileAttributes.class);
      return now.size() == size && Objects.equals(now.fileKey(), key);
    } catch (IOException e) {
      return false;
    }
  }

  /** A channel that reads the file. */
  SeekableByteChannel channel() {
    return new Channel();
  }

  /** Not thread-safe: a reader sets the position and reads under a lock of its own. */
  private final class Channel implements SeekableByteChannel {
    private long position;
    private boolean closed;

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (closed) {
        throw new ClosedChannelException();
      }
      int count = LentFile.this.read(position, target);
      position += Math.max(0, count);
      return count;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long value) {
      position = value;
      return this;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long value) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
