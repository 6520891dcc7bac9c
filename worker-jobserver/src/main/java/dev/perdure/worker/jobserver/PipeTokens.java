package dev.perdure.worker.jobserver;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of GNU make: bytes in a pipe. Whoever takes one gives the same byte back, since make may
 * tell something by it.
 */
final class PipeTokens implements TokenSource {
  /** How long a try may wait for a token that it saw and another client took. */
  private static final long RACE_MILLIS = 10;

  private final Path pipe;
  private final FileInputStream counter;

  /** Not a channel: an interrupted thread would close it and write nothing. */
  private final OutputStream returned;

  /** What await reads from; closing it is what ends a wait. */
  private volatile FileChannel awaited;

  private volatile boolean closed;

  PipeTokens(Path pipe) throws IOException {
    this.pipe = pipe;
    awaited = open();
    // Now that the pipe is open for both, these wait for no peer.
    counter = new FileInputStream(pipe.toFile());
    returned = Files.newOutputStream(pipe, StandardOpenOption.WRITE);
  }

  /** Opens the pipe for both, so that this waits for no peer, and makes no file if it is gone. */
  private FileChannel open() throws IOException {
    FileChannel channel = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!UnixFile.of(pipe).isPipe()) {
      channel.close();
      throw new FileSystemException(pipe.toString(), null, "not a pipe");
    }
    return channel;
  }

  @Override
  public @Nullable Token poll() throws IOException {
    if (counter.available() == 0) {
      return null;
    }
    // Another client can be faster. The JDK has no read that does not wait; this one is closed, by
    // the timer itself: threads of a pool may all be waiting for a token.
    try (FileChannel once = open()) {
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(
              () -> close(once),
              CompletableFuture.delayedExecutor(RACE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run));
      try {
        return read(once);
      } finally {
        end.cancel(false);
      }
    }
  }

  @Override
  public @Nullable Token await() throws IOException {
    Token token = read(awaited);
    if (!awaited.isOpen() && !closed) {
      reopen(token);
    }
    return token;
  }

  private void reopen(@Nullable Token token) throws IOException {
    try {
      awaited = open();
    } catch (IOException e) {
      if (token == null) {
        throw e;
      }
      // First the token; the next wait ends at once and comes here again.
    }
  }

  private @Nullable Token read(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    try {
      if (channel.read(one) < 0) {
        throw new EOFException(pipe.toString());
      }
    } catch (ClosedChannelException e) {
      // Closed to end the wait. The byte counts, not the exception: both can come at once.
    }
    return one.hasRemaining() ? null : new ByteToken(one.get(0));
  }

  @Override
  public void wake() {
    close(awaited);
  }

  private static void close(Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      throw new IllegalStateException("a pipe can't be closed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    close(awaited);
    close(counter);
    close(returned);
  }

  private final class ByteToken implements Token {
    private final int value;

    ByteToken(int value) {
      this.value = value;
    }

    @Override
    public void giveBack() throws IOException {
      returned.write(value);
    }
  }
}
