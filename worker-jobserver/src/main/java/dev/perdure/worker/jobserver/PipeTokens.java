package dev.perdure.worker.jobserver;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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

  /** Opened for both, so that no open waits for a peer. */
  private static final String MODE = "rw";

  private final File pipe;
  private final RandomAccessFile shared;
  private final FileInputStream counter;

  /** What await reads from; closing it is what ends a wait. */
  private volatile FileChannel awaited;

  private volatile boolean closed;

  PipeTokens(Path pipe) throws IOException {
    this.pipe = pipe.toFile();
    shared = new RandomAccessFile(this.pipe, MODE);
    counter = new FileInputStream(shared.getFD());
    awaited = open();
  }

  private FileChannel open() throws IOException {
    return new RandomAccessFile(pipe, MODE).getChannel();
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
    FileChannel channel = awaited;
    Token token = read(channel);
    if (!channel.isOpen() && !closed) {
      awaited = open();
    }
    return token;
  }

  private @Nullable Token read(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    try {
      channel.read(one);
    } catch (ClosedChannelException e) {
      // Closed to end the wait. The byte counts, not the exception: both can come at once.
    }
    return one.hasRemaining() ? null : new ByteToken(one.get(0));
  }

  @Override
  public void wake() {
    close(awaited);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("a pipe can't be closed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    close(awaited);
    try {
      shared.close();
    } catch (IOException e) {
      throw new IllegalStateException("a pipe can't be closed", e);
    }
  }

  private final class ByteToken implements Token {
    private final int value;

    ByteToken(int value) {
      this.value = value;
    }

    @Override
    public void giveBack() throws IOException {
      // Not over a channel: an interrupted thread would close it and write nothing.
      shared.write(value);
    }
  }
}
