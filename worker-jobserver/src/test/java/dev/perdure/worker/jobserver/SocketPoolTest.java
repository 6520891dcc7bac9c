package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More clients than a server can have. */
@Timeout(120)
class SocketPoolTest {
  private static final int FILES = 120;

  @TempDir Path directory;

  @Test
  void clientsAboveTheMost_waitUntilOneLeaves() throws Exception {
    Path path = directory.resolve("v2-test");
    try (SocketPool pool = new SocketPool(new JobAddress.Socket("v2-test", path), 3, 2)) {
      try (SocketChannel first = connected(path);
          SocketChannel second = connected(path)) {
        assertThat(ask(first, SocketTokens.TRY)).isEqualTo(SocketTokens.DONE);
        assertThat(ask(second, SocketTokens.TRY)).isEqualTo(SocketTokens.DONE);
        try (SocketChannel third = connected(path)) {
          send(third, SocketTokens.TRY);
          for (int i = 0; i < 10; i++) { // Time enough to accept and to answer the third.
            assertThat(ask(first, SocketTokens.RELEASE)).isEqualTo(SocketTokens.DONE);
            assertThat(ask(first, SocketTokens.TRY)).isEqualTo(SocketTokens.DONE);
          }
          assertThat(pool.free()).isEqualTo(1);
          second.close();
          assertThat(answer(third)).isEqualTo(SocketTokens.DONE);
          assertThat(pool.free()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void serverWithoutAFileForAClient_servesOnWhenItHasOne() throws Exception {
    String limited = "ulimit -n " + FILES + "; exec \"$@\"";
    List<SocketChannel> clients = new ArrayList<>();
    try (ServerProcess server =
        ServerProcess.start(JobProtocol.GHC_SOCKET, directory, "sh", "-c", limited, "sh")) {
      Path socket = socket();
      while (openFiles(server) < FILES) {
        SocketChannel client = connected(socket);
        clients.add(client);
        // Accepted, but without a token to give back.
        assertThat(ask(client, SocketTokens.RELEASE)).isEqualTo(SocketTokens.REFUSED);
      }
      clients.add(connected(socket)); // Not accepted.
      close(clients);
      try (JobClient client = JobClient.join(new JobAddress.Socket("v2-test", socket))) {
        client.acquire();
        assertThat(client.acquire(Duration.ofSeconds(60))).isNotNull();
      }
    } finally {
      close(clients);
    }
  }

  private Path socket() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("v2-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static long openFiles(ServerProcess server) throws IOException {
    Path open = Path.of("/proc", Long.toString(server.pid()), "fd");
    try (Stream<Path> files = Files.list(open)) {
      return files.count();
    }
  }

  private static SocketChannel connected(Path path) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  private static void close(List<SocketChannel> channels) throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }

  private static byte ask(SocketChannel channel, byte command) throws IOException {
    send(channel, command);
    return answer(channel);
  }

  private static void send(SocketChannel channel, byte command) throws IOException {
    channel.write(ByteBuffer.wrap(new byte[] {command}));
  }

  private static byte answer(SocketChannel channel) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(1);
    assertThat(channel.read(answer)).isEqualTo(1);
    return answer.get(0);
  }
}
