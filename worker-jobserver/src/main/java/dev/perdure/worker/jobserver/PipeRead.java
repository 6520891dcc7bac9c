package dev.perdure.worker.jobserver;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads from a pipe of tokens. Such a read ends when its channel is closed, and loses no byte. */
final class PipeRead {
  /** How long a read may wait for bytes that were there but were taken by another process. */
  private static final long RACE_MILLIS = 10;

  private PipeRead() {}

  /**
   * Opens a pipe for reading and writing, so that this does not wait for a peer. Creates no file if
   * the pipe is gone.
   */
  static FileChannel open(Path pipe) throws IOException {
    FileChannel channel = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!UnixFile.of(pipe).isPipe()) {
      channel.close();
      throw new FileSystemException(pipe.toString(), null, "not a pipe");
    }
    return channel;
  }

  /**
   * Waits for bytes, until the channel is closed.
   *
   * @return how many came; 0 if the channel was closed before
   */
  static int of(Path pipe, FileChannel channel, ByteBuffer bytes) throws IOException {
    try {
      if (channel.read(bytes) < 0) {
        throw new EOFException(pipe.toString());
      }
    } catch (ClosedChannelException e) {
      // Closed to end the wait. Bytes may have come at the same time, and they count.
    }
    return bytes.position();
  }

  /**
   * Reads bytes if there are some; other processes can be faster.
   *
   * @param counter tells how many bytes are there
   * @return how many were read; 0 only if there were none at some moment
   */
  static int ofWhatIsThere(Path pipe, FileInputStream counter, ByteBuffer bytes)
      throws IOException {
    return ofWhatIsThere(pipe, counter, bytes, RACE_MILLIS);
  }

  /** As above, where the first read may wait that long. */
  static int ofWhatIsThere(Path pipe, FileInputStream counter, ByteBuffer bytes, long millis)
      throws IOException {
    int read = 0;
    // On a busy machine the time can be over before the read has begun, so the next may take
    // longer.
    for (long wait = millis; read == 0 && counter.available() > 0; wait = 2 * wait + 1) {
      read = ofWhatIsThere(pipe, bytes, wait);
    }
    return read;
  }

  private static int ofWhatIsThere(Path pipe, ByteBuffer bytes, long millis) throws IOException {
    // The JDK has no read that does not wait. So a timer closes this channel, on its own thread,
    // because all threads of a pool may be waiting for a token.
    try (FileChannel once = open(pipe)) {
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(
              () -> close(once),
              CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Runnable::run));
      try {
        return of(pipe, once, bytes);
      } finally {
        end.cancel(false);
      }
    }
  }

  static void close(Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      throw new IllegalStateException("a pipe can't be closed", e);
    }
  }
}
