package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A client of a {@link SocketPool}. Belongs to the pool's thread. */
final class SocketPeer {
  private static final int MAX_COMMANDS = 64;

  final SocketChannel channel;

  /** Commands that came and have not been looked at. */
  private final ByteBuffer commands = ByteBuffer.allocate(MAX_COMMANDS).flip();

  /** The tokens that it has. */
  int held;

  /** It asked for a token, and none has come. */
  boolean waits;

  SocketPeer(SocketChannel channel) {
    this.channel = channel;
  }

  /** Reads what there is; false at the end of the stream, or if it sends and never reads. */
  boolean read() throws IOException {
    commands.compact();
    try {
      return channel.read(commands) > 0;
    } finally {
      commands.flip();
    }
  }

  boolean hasCommand() {
    return commands.hasRemaining();
  }

  byte nextCommand() {
    return commands.get();
  }

  /** False if the answer can't be sent at once: then the client never reads. */
  boolean answer(byte answer) {
    try {
      return channel.write(ByteBuffer.wrap(new byte[] {answer})) == 1;
    } catch (IOException e) {
      return false; // It is gone.
    }
  }
}
