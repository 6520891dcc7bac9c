package dev.perdure.worker.cache.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A cache server that behaves, until it is told not to. */
final class FakeCacheServer implements AutoCloseable {
  /** What is done with a request in place of serving it. */
  @FunctionalInterface
  interface Behaviour {
    /** Answers, and returns true; or leaves that to the usual behaviour. */
    boolean answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = exchange -> false;

  FakeCacheServer() throws IOException {
    this(null);
  }

  FakeCacheServer(@Nullable SSLContext tls) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(address, 0);
    } else {
      HttpsServer https = HttpsServer.create(address, 0);
      https.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = https;
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      if (behaviour.answer(exchange)) {
        return;
      }
      if (exchange.getRequestMethod().equals("PUT")) {
        files.put(path, exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(201, -1);
      } else if (files.containsKey(path)) {
        send(exchange, files.get(path));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  /** Leaves the client waiting until {@code end}, and what it was sent so far as it is. */
  static boolean holdUntil(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  static boolean send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
    return true;
  }

  static boolean status(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, -1);
    return true;
  }

  void behave(Behaviour value) {
    behaviour = value;
  }

  /** Answers each request with {@code status}. */
  void fail(int status) {
    behave(exchange -> status(exchange, status));
  }

  /** What was put, by path; may be changed. */
  Map<String, byte[]> files() {
    return files;
  }

  /** The only entry's path. */
  String entry() {
    return files.keySet().stream().filter(it -> it.contains("/ac/")).findAny().orElseThrow();
  }

  /** All requests so far, as {@code GET /path}. */
  List<String> requests() {
    return requests;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return (server instanceof HttpsServer ? "https://localhost:" : "http://127.0.0.1:") + port();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
