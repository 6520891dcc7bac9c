package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
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

  @Test
  void serverThatDoesNotAnswer_holdsNobodyUpForEver() throws Exception {
    Path path = directory.resolve("socket");
    Thread server;
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      server = new Thread(() -> answerWaits(listener), "test-server");
      server.start();
      SocketTokens tokens = new SocketTokens(new JobAddress.Socket("v2-hung", path), 1);
      assertThat(tokens.poll()).isNull();
      Token token = tokens.await();
      assertThat(token).isNotNull();
      assertThatThrownBy(token::giveBack).isInstanceOf(ClosedChannelException.class);
      tokens.close();
    }
    server.join();
  }

  private static void answerWaits(ServerSocketChannel listener) {
    while (listener.isOpen()) {
      try (SocketChannel client = listener.accept()) {
        ByteBuffer command = ByteBuffer.allocate(1);
        while (client.read(command.clear()) == 1) {
          if (command.get(0) == SocketTokens.WAIT) {
            client.write(ByteBuffer.wrap(new byte[] {SocketTokens.DONE}));
          }
        }
      } catch (IOException e) {
        // The client has hung up, or the test has ended.
      }
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
