package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A client of a {@link SocketPool}. Used by the pool's thread only. */
final class SocketPeer {
  private static final int MAX_COMMANDS = 64;

  final SocketChannel channel;

  /** Commands that have come but were not handled yet. */
  private final ByteBuffer commands = ByteBuffer.allocate(MAX_COMMANDS).flip();

  /** The number of tokens that it has. */
  int held;

  /** Whether it has asked for a token and is waiting for it. */
  boolean waits;

  SocketPeer(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads what there is; false at the end of the stream, or if the client sends but never reads.
   */
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

  /** Sends an answer; false if that can't be done at once, because then the client never reads. */
  boolean answer(byte answer) {
    try {
      return channel.write(ByteBuffer.wrap(new byte[] {answer})) == 1;
    } catch (IOException e) {
      return false; // It is gone.
    }
  }
}
