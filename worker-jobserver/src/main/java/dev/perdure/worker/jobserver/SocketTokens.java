package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the second {@code -jsem} protocol: each is a connection to the server, which takes the
 * token back when the connection ends for any reason.
 */
final class SocketTokens implements TokenSource {
  static final byte WAIT = '-';
  static final byte TRY = '?';
  static final byte RELEASE = '+';
  static final byte DONE = '.';
  static final byte REFUSED = '!';

  /**
   * The longest time for an answer that a server should give at once; the whole process waits for
   * it.
   */
  private static final long LIMIT_MILLIS = 10_000;

  private final JobAddress.Socket address;
  private final long limitMillis;

  /** The channel that await uses; closing it ends a wait. Guarded by this. */
  private SocketChannel awaited;

  /** Guarded by this. */
  private boolean closed;

  SocketTokens(JobAddress.Socket address) throws IOException {
    this(address, LIMIT_MILLIS);
  }

  SocketTokens(JobAddress.Socket address, long limitMillis) throws IOException {
    this.address = address;
    this.limitMillis = limitMillis;
    awaited = open();
  }

  private static SocketChannel open() throws IOException {
    return SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  @Override
  public @Nullable Token poll() throws IOException {
    SocketChannel channel = open();
    CompletableFuture<Boolean> inTime = limited(channel);
    try {
      connect(channel);
      byte answer = ask(channel, TRY);
      if (inTime.complete(true) && answer == DONE) {
        return new Connection(channel);
      }
    } catch (ClosedChannelException e) {
      // Interrupted or too late, and closed; the server takes back a token that it may have given.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    } finally {
      inTime.complete(true);
    }
    channel.close();
    return null;
  }

  /** Closes {@code channel} when its time is over; completing the returned future prevents that. */
  private CompletableFuture<Boolean> limited(SocketChannel channel) {
    CompletableFuture<Boolean> inTime = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        inTime
            .completeOnTimeout(false, limitMillis, TimeUnit.MILLISECONDS)
            .thenAccept(
                done -> {
                  if (!done) {
                    close(channel);
                  }
                });
    return inTime;
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket can't be closed", e);
    }
  }

  @Override
  public @Nullable Token await() throws IOException {
    SocketChannel channel = awaited();
    try {
      connect(channel);
      byte answer = ask(channel, WAIT);
      if (answer != DONE) {
        channel.close();
        throw refused(answer, WAIT);
      }
    } catch (ClosedChannelException e) {
      // Closed to end the wait.
    }
    return renewed(channel);
  }

  private synchronized SocketChannel awaited() {
    return awaited;
  }

  /**
   * The result of a wait at {@code channel}. If that was closed, even after the server's answer,
   * there is no token, because the server takes it back.
   */
  private synchronized @Nullable Token renewed(SocketChannel channel) throws IOException {
    if (!closed) {
      awaited = open();
    }
    return channel.isOpen() ? new Connection(channel) : null;
  }

  private void connect(SocketChannel channel) throws IOException {
    channel.connect(UnixDomainSocketAddress.of(address.path()));
  }

  private byte ask(SocketChannel channel, byte command) throws IOException {
    channel.write(ByteBuffer.wrap(new byte[] {command}));
    ByteBuffer answer = ByteBuffer.allocate(1);
    if (channel.read(answer) < 0) {
      throw new IOException(
          JobMessage.SOCKET_REFUSED.text(address.name(), "nothing", (char) command));
    }
    return answer.get(0);
  }

  private IOException refused(byte answer, byte command) {
    return new IOException(
        JobMessage.SOCKET_REFUSED.text(address.name(), (char) answer, (char) command));
  }

  @Override
  public synchronized void wake() {
    close(awaited);
  }

  @Override
  public synchronized void close() {
    closed = true;
    wake();
  }

  private final class Connection implements Token {
    private final SocketChannel channel;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void giveBack() throws IOException {
      // Tells the server and awaits its answer, so that the next caller finds the token there; with
      // just the end of the connection, it would come later.
      CompletableFuture<Boolean> inTime = limited(channel);
      try (channel) {
        byte answer = ask(channel, RELEASE);
        if (answer != DONE) {
          throw refused(answer, RELEASE);
        }
      } finally {
        inTime.complete(true);
      }
    }
  }
}
