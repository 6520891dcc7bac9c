package dev.perdure.worker.jobserver;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** A server that was not written with this library's: what a make or a cabal does, in few words. */
abstract class ForeignServer implements Closeable {
  abstract JobAddress address();

  abstract int free() throws IOException;

  /** Puts tokens back that a client died with; a socket's server has done so by itself. */
  abstract void restore(int tokens) throws IOException;

  static ForeignServer start(JobProtocol protocol, int tokens, Path directory) throws Exception {
    Path path = directory.resolve("foreign");
    ForeignServer server =
        switch (protocol) {
          case MAKE_FIFO -> new Bytes(path, new JobAddress.Fifo(path));
          case MAKE_DESCRIPTORS -> new Bytes(path, new JobAddress.Descriptors(path));
          case GHC_SEMAPHORE -> new Value("perdure-test-" + ProcessHandle.current().pid(), tokens);
          case GHC_SOCKET -> new Connections(path, tokens);
        };
    if (server instanceof Bytes) {
      server.restore(tokens);
    }
    return server;
  }

  private static final class Bytes extends ForeignServer {
    private final JobAddress address;
    private final RandomAccessFile pipe;

    Bytes(Path path, JobAddress address) throws Exception {
      this.address = address;
      if (new ProcessBuilder("mkfifo", path.toString()).start().waitFor() != 0) {
        throw new AssertionError("mkfifo " + path);
      }
      pipe = new RandomAccessFile(path.toFile(), "rw");
    }

    @Override
    JobAddress address() {
      return address;
    }

    @Override
    int free() throws IOException {
      return new FileInputStream(pipe.getFD()).available();
    }

    @Override
    void restore(int tokens) throws IOException {
      for (int i = 0; i < tokens; i++) {
        pipe.write("+abc".charAt(i % 4)); // Each is given back as it was.
      }
    }

    @Override
    public void close() throws IOException {
      pipe.close();
    }
  }

  private static final class Value extends ForeignServer {
    private final String name;
    private final PosixSemaphore semaphore;

    Value(String name, int tokens) throws IOException {
      this.name = name;
      semaphore = PosixSemaphore.create(name, tokens);
    }

    @Override
    JobAddress address() {
      return new JobAddress.Semaphore(name);
    }

    @Override
    int free() throws IOException {
      return semaphore.value();
    }

    @Override
    void restore(int tokens) throws IOException {
      for (int i = 0; i < tokens; i++) {
        semaphore.post();
      }
    }

    @Override
    public void close() throws IOException {
      semaphore.close();
      Files.delete(Path.of("/dev/shm/sem." + name));
    }
  }

  /** A thread for each connection, as the library that GHC uses has it. */
  private static final class Connections extends ForeignServer {
    private final Path path;
    private final ServerSocketChannel listener;
    private final Semaphore tokens;

    Connections(Path path, int tokens) throws IOException {
      this.path = path;
      this.tokens = new Semaphore(tokens);
      listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(path));
      start(this::accept);
    }

    private static void start(Runnable body) {
      Thread thread = new Thread(body, "foreign-server");
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() {
      try {
        while (true) {
          SocketChannel channel = listener.accept();
          start(() -> serve(channel));
        }
      } catch (IOException e) {
        // Closed.
      }
    }

    private void serve(SocketChannel channel) {
      int held = 0;
      ByteBuffer command = ByteBuffer.allocate(1);
      try (channel) {
        while (channel.read(command.clear()) == 1) {
          boolean done;
          switch (command.get(0)) {
            case '-' -> {
              tokens.acquireUninterruptibly();
              held++;
              done = true;
            }
            case '?' -> {
              done = tokens.tryAcquire();
              held += done ? 1 : 0;
            }
            default -> {
              done = held > 0;
              held -= done ? 1 : 0;
              tokens.release(done ? 1 : 0);
            }
          }
          channel.write(ByteBuffer.wrap(new byte[] {(byte) (done ? '.' : '!')}));
        }
      } catch (IOException e) {
        // The client is gone.
      }
      tokens.release(held);
    }

    @Override
    JobAddress address() {
      return new JobAddress.Socket("v2-foreign", path);
    }

    @Override
    int free() {
      return tokens.availablePermits();
    }

    @Override
    void restore(int count) {
      // Done when the connections ended.
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
