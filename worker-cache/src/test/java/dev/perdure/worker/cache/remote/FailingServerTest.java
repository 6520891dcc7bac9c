package dev.perdure.worker.cache.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.perdure.worker.cache.remote.attempt.Breaker;
import dev.perdure.worker.cache.remote.entry.ActionResult;
import dev.perdure.worker.cache.remote.entry.ActionResultCodec;
import dev.perdure.worker.cache.remote.entry.Blob;
import dev.perdure.worker.cache.remote.entry.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the server does, the request succeeds with the right output, and nothing else is left.
 */
class FailingServerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final FakeCacheServer server = new FakeCacheServer();
  private final CountDownLatch end = new CountDownLatch(1);

  @TempDir Path dir;
  private Machine machine;

  FailingServerTest() throws IOException {}

  @BeforeEach
  void publish() throws IOException {
    try (Machine publisher = machine("publisher", TIMEOUT)) {
      publisher.work("b.txt", "a.txt");
    }
    server.requests().clear();
    machine = machine("machine", TIMEOUT);
  }

  private Machine machine(String name, Duration timeout) throws IOException {
    RemoteCacheOptions options = RemoteCacheOptions.of(server.url()).timeout(timeout);
    return new Machine(dir.resolve(name), options).write("a.txt", "abc");
  }

  @AfterEach
  void stop() {
    end.countDown();
    machine.close();
    server.close();
  }

  private void workHere() throws IOException {
    machine.work("b.txt", "a.txt");
    assertThat(machine.read("b.txt")).isEqualTo("ABC");
    assertThat(machine.runs()).isOne();
    try (Stream<Path> all = Files.list(machine.file(""))) {
      assertThat(all.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("a.txt", "b.txt");
    }
  }

  private static boolean isBlob(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET")
        && exchange.getRequestURI().getPath().contains("/cas/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AB", "ABX", "ABCD"})
  void wrongContent_isAMissAndTold(String content) throws IOException {
    server
        .files()
        .replaceAll((path, bytes) -> path.contains("/cas/") ? content.getBytes(UTF_8) : bytes);
    workHere();

    assertThat(machine.statistics().corrupt()).isOne();
    assertThat(machine.log()).singleElement().asString().contains("[remote-entry-corrupt]");
    // And mended: the next one has a hit.
    try (Machine next = machine("next", TIMEOUT)) {
      next.work("b.txt", "a.txt");
      assertThat(next.statistics().hits()).isOne();
    }
  }

  @Test
  void bodyThatBreaksOff_isTriedAgainAndThenAMiss() throws IOException {
    server.behave(
        exchange -> {
          if (isBlob(exchange)) {
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write('A');
            exchange.getResponseBody().flush();
            exchange.close();
            return true;
          }
          return false;
        });
    workHere();

    assertThat(server.requests()).filteredOn(it -> it.startsWith("GET /cas/")).hasSize(3);
    assertThat(machine.statistics().failures()).isEqualTo(3);
  }

  @Test
  void endlessBody_isCutOff() throws IOException {
    server.behave(exchange -> isBlob(exchange) && sendForEver(exchange));
    workHere();

    assertThat(machine.log()).singleElement().asString().contains("more than 3 bytes came");
  }

  @Test
  void endlessEntry_isCutOff() throws IOException {
    server.behave(exchange -> exchange.getRequestMethod().equals("GET") && sendForEver(exchange));
    workHere();

    assertThat(machine.log()).first().asString().contains("more than 16777216 bytes came");
  }

  private boolean sendForEver(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] chunk = new byte[1 << 16];
    while (end.getCount() > 0) {
      exchange.getResponseBody().write(chunk);
    }
    return true;
  }

  @ParameterizedTest
  @ValueSource(strings = {"../b.txt", "/etc/b.txt", "c.txt", "b.txt/../b.txt", ""})
  void entryWithOtherOutputs_isRefused(String path) throws IOException {
    Blob blob = Blob.of("ABC".getBytes(UTF_8));
    ActionResult result =
        new ActionResult(
            List.of(new OutputFile("b.txt", blob, false), new OutputFile(path, blob, false)),
            0,
            "",
            Blob.EMPTY);
    server.files().put(server.entry(), ActionResultCodec.encode(result));
    workHere();

    assertThat(machine.statistics().corrupt()).isOne();
  }

  @Test
  void entryOfTooManyBytes_isRefusedBeforeAnyIsAskedFor() throws IOException {
    Blob huge = new Blob(Blob.EMPTY.sha256(), Long.MAX_VALUE);
    ActionResult result =
        new ActionResult(List.of(new OutputFile("b.txt", huge, false)), 0, "", Blob.EMPTY);
    server.files().put(server.entry(), ActionResultCodec.encode(result));
    workHere();

    assertThat(server.requests()).noneMatch(it -> it.startsWith("GET /cas/"));
  }

  @Test
  void entryThatIsNone_isAMiss() throws IOException {
    server.files().put(server.entry(), "<html>Log in first</html>".getBytes(UTF_8));
    workHere();

    assertThat(machine.log()).singleElement().asString().contains("[remote-entry-corrupt]");
  }

  @Test
  void noContent_isAMiss() throws IOException {
    server.behave(
        exchange ->
            exchange.getRequestMethod().equals("GET") && FakeCacheServer.status(exchange, 204));
    workHere();

    assertThat(machine.log()).isEmpty();
    assertThat(machine.statistics().failures()).isZero();
  }

  @Test
  void serverError_isTriedAgain() throws IOException {
    AtomicInteger failures = new AtomicInteger(2);
    server.behave(
        exchange -> failures.getAndDecrement() > 0 && FakeCacheServer.status(exchange, 503));
    machine.work("b.txt", "a.txt");

    assertThat(machine.statistics().hits()).isOne();
    assertThat(machine.waits()).hasSize(2);
    assertThat(machine.waits().get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(machine.waits().get(1)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(machine.log()).isEmpty();
  }

  @Test
  void serverThatGoesOnFailing_isLeftAloneAndThenAskedAgain() throws IOException {
    server.fail(500);
    workHere();
    machine.work("c.txt", "a.txt");
    machine.work("d.txt", "a.txt");

    assertThat(server.requests()).hasSize(3);
    assertThat(machine.log()).singleElement().asString().contains("[remote-cache-away]", "500");

    machine.pass(Breaker.SHORTEST);
    machine.work("e.txt", "a.txt");
    assertThat(server.requests()).hasSize(4);
    assertThat(machine.log()).hasSize(1);

    server.behave(exchange -> false);
    machine.pass(Breaker.SHORTEST.multipliedBy(2));
    machine.write("b.txt", "").work("b.txt", "a.txt");
    assertThat(machine.statistics().hits()).isOne();
    assertThat(machine.log()).last().asString().contains("[remote-cache-back]");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 401, 403, 405, 418})
  void refusal_isNotTriedAgainAndNotFollowed(int status) throws IOException {
    server.behave(
        exchange -> {
          exchange.getResponseHeaders().add("Location", server.url() + "/elsewhere");
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"cache\"");
          return FakeCacheServer.status(exchange, status);
        });
    workHere();

    assertThat(server.requests()).hasSize(1).noneMatch(it -> it.contains("elsewhere"));
    assertThat(machine.log()).singleElement().asString().contains("[remote-cache-away]");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 413, 500, 507})
  void refusedUploads_leaveDownloadsAlone(int status) throws IOException {
    server.behave(
        exchange ->
            exchange.getRequestMethod().equals("PUT") && FakeCacheServer.status(exchange, status));
    for (String output : List.of("c.txt", "d.txt", "e.txt")) {
      machine.work(output, "a.txt");
    }
    machine.work("b.txt", "a.txt");

    assertThat(machine.statistics().hits()).isOne();
    assertThat(machine.statistics().published()).isZero();
    assertThat(server.files()).hasSize(2);
    assertThat(machine.log()).hasSizeLessThan(2);
  }

  @Test
  void slowServer_isNotWaitedForLonger() throws IOException {
    machine.close();
    machine = machine("hasty", Duration.ofMillis(300));
    CountDownLatch asked = new CountDownLatch(1);
    server.behave(exchange -> isBlob(exchange) && stall(exchange, asked));
    workHere();

    assertThat(asked.getCount()).isZero();
    assertThat(machine.log()).singleElement().asString().contains("no whole answer within 300 ms");
  }

  /** Sends the first of three bytes, and no more until the test's end. */
  private boolean stall(HttpExchange exchange, CountDownLatch asked) throws IOException {
    exchange.sendResponseHeaders(200, 3);
    exchange.getResponseBody().write('A');
    exchange.getResponseBody().flush();
    asked.countDown();
    return FakeCacheServer.holdUntil(end);
  }

  @Test
  void deadServer_isToldOnceAndMissed() throws IOException {
    server.close();
    workHere();
    machine.work("c.txt", "a.txt");

    assertThat(machine.log()).singleElement().asString().contains("ConnectException");
    assertThat(machine.runs()).isEqualTo(2);
  }

  @Test
  void cancelDuringADownload_isAnsweredAtOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.behave(exchange -> isBlob(exchange) && stall(exchange, asked));
    machine.send("b.txt", "a.txt");
    asked.await();
    machine.worker().cancel(0);

    assertThat(machine.worker().await(0).wasCancelled()).isTrue();
    assertThat(machine.runs()).isZero();
    assertThat(machine.file("b.txt")).doesNotExist();
  }
}
