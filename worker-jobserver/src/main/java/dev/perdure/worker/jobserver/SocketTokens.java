package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the second {@code -jsem} protocol: each is a connection to the server, which takes it
 * back when the connection ends, however that happens.
 */
final class SocketTokens implements TokenSource {
  static final byte WAIT = '-';
  static final byte TRY = '?';
  static final byte RELEASE = '+';
  static final byte DONE = '.';
  static final byte REFUSED = '!';

  private final JobAddress.Socket address;

  /** What await connects; closing it is what ends a wait. Guarded by this. */
  private SocketChannel awaited;

  /** Guarded by this. */
  private boolean closed;

  SocketTokens(JobAddress.Socket address) throws IOException {
    this.address = address;
    awaited = open();
  }

  private static SocketChannel open() throws IOException {
    return SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  @Override
  public @Nullable Token poll() throws IOException {
    SocketChannel channel = open();
    try {
      connect(channel);
      if (ask(channel, TRY) == DONE) {
        return new Connection(channel);
      }
    } catch (ClosedByInterruptException e) {
      return null; // The server is well; it takes back what it may have given.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
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
   * What a wait at {@code channel} has brought. One that was closed, even after the server's
   * answer, has nothing: the server takes the token back.
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
    try {
      awaited.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket can't be closed", e);
    }
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
      // Said and answered, so that who asks for it next finds it there; the end would do, later.
      try (channel) {
        byte answer = ask(channel, RELEASE);
        if (answer != DONE) {
          throw refused(answer, RELEASE);
        }
      }
    }
  }
}
