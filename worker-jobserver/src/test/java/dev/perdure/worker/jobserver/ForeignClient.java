package dev.perdure.worker.jobserver;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A client that was not written with this library's: what a make or a GHC does, in few words. One
 * that dies forgets what it has, as a killed process does.
 */
abstract class ForeignClient {
  /** True if there was a token, which it now has. */
  abstract boolean take() throws IOException;

  abstract void giveBack() throws IOException;

  abstract int held();

  /** Ends without giving anything back. */
  abstract void die() throws IOException;

  static ForeignClient of(JobAddress address) throws IOException {
    if (address instanceof JobAddress.Fifo fifo) {
      return new Bytes(fifo.path());
    }
    if (address instanceof JobAddress.Descriptors descriptors) {
      return new Bytes(descriptors.pipe());
    }
    if (address instanceof JobAddress.Socket socket) {
      return new Connections(socket.path());
    }
    return new Value(((JobAddress.Semaphore) address).name());
  }

  /** Takes bytes as make does. The tests never let two take at once, so no read waits. */
  private static final class Bytes extends ForeignClient {
    private final RandomAccessFile pipe;
    private final Deque<Integer> bytes = new ArrayDeque<>();

    Bytes(Path path) throws IOException {
      pipe = new RandomAccessFile(path.toFile(), "rw");
    }

    @Override
    boolean take() throws IOException {
      if (new FileInputStream(pipe.getFD()).available() == 0) {
        return false;
      }
      bytes.add(pipe.read());
      return true;
    }

    @Override
    void giveBack() throws IOException {
      pipe.write(bytes.remove());
    }

    @Override
    int held() {
      return bytes.size();
    }

    @Override
    void die() throws IOException {
      bytes.clear();
      pipe.close();
    }
  }

  /** Asks by a connection for each token, as semaphore-compat 2 does. */
  private static final class Connections extends ForeignClient {
    private final Path path;
    private final Deque<SocketChannel> tokens = new ArrayDeque<>();

    Connections(Path path) {
      this.path = path;
    }

    @Override
    boolean take() throws IOException {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(path));
      if (ask(channel, '?') == '.') {
        tokens.add(channel);
        return true;
      }
      channel.close();
      return false;
    }

    @Override
    void giveBack() throws IOException {
      try (SocketChannel channel = tokens.remove()) {
        if (ask(channel, '+') != '.') {
          throw new AssertionError("a token was refused");
        }
      }
    }

    static int ask(SocketChannel channel, int command) throws IOException {
      channel.write(ByteBuffer.wrap(new byte[] {(byte) command}));
      ByteBuffer answer = ByteBuffer.allocate(1);
      return channel.read(answer) < 0 ? -1 : answer.get(0);
    }

    @Override
    int held() {
      return tokens.size();
    }

    @Override
    void die() throws IOException {
      for (SocketChannel token : tokens) {
        token.shutdownOutput();
      }
      for (SocketChannel token : tokens) {
        // To its end: by then the server has seen that of the connection.
        token.read(ByteBuffer.allocate(1));
        token.close();
      }
      tokens.clear();
    }
  }

  /** Counts a semaphore down and up. */
  private static final class Value extends ForeignClient {
    private final PosixSemaphore semaphore;
    private int held;

    Value(String name) throws IOException {
      semaphore = PosixSemaphore.open(name);
    }

    @Override
    boolean take() throws IOException {
      boolean taken = semaphore.tryWait();
      held += taken ? 1 : 0;
      return taken;
    }

    @Override
    void giveBack() throws IOException {
      semaphore.post();
      held--;
    }

    @Override
    int held() {
      return held;
    }

    @Override
    void die() throws IOException {
      held = 0;
      semaphore.close();
    }
  }
}
