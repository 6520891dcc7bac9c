package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client of a server that is slower than its thread's patience. */
@Timeout(60)
class SocketTokensTest {
  @TempDir Path directory;

  @Test
  void interruptDuringATry_endsTheTryAndNotTheUseOfTheServer() throws Exception {
    Path path = directory.resolve("socket");
    Thread asking = Thread.currentThread();
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      Thread server = new Thread(() -> serve(listener, asking), "test-server");
      server.start();
      try (JobClient client = JobClient.join(new JobAddress.Socket("v2-slow", path))) {
        JobLease implicit = client.acquire();
        assertThat(client.tryAcquire()).isNull();
        assertThat(Thread.interrupted()).isTrue();
        JobLease second = client.tryAcquire();
        assertThat(second).isNotNull();
        second.close();
        implicit.close();
      }
      server.join();
    }
  }

  /** Interrupts who asks first, and answers who asks next. */
  private static void serve(ServerSocketChannel listener, Thread asking) {
    ByteBuffer command = ByteBuffer.allocate(1);
    try {
      try (SocketChannel first = listener.accept()) {
        first.read(command);
        asking.interrupt();
        first.read(command.clear()); // Until it has hung up.
      }
      try (SocketChannel second = listener.accept()) {
        while (second.read(command.clear()) == 1) {
          second.write(ByteBuffer.wrap(new byte[] {SocketTokens.DONE}));
        }
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }
}
