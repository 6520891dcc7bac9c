package dev.perdure.worker.it.nginx;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Debian's nginx with its DAV module, as a cache server in a folder of its own. Below {@code
 * /cache} who reads or writes says who it is; below {@code /open} nobody does, below {@code /slow}
 * bytes come in drops, and {@code /broken} has errors only. Needs no root.
 */
public final class Nginx implements AutoCloseable {
  /** In CI nothing may be missing, and so nothing is skipped. */
  private static final boolean REQUIRED = "1".equals(System.getenv("PERDURE_REQUIRE_TOOLS"));

  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final long DEADLINE_SECONDS = 20;

  // A text of forty lines would hide the call that fills it in.
  @SuppressWarnings("InlineFormatString")
  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      error_log error.log;
      events { worker_connections 512; }
      http {
        access_log access.log;
        client_body_temp_path store/tmp;
        proxy_temp_path tmp/proxy;
        fastcgi_temp_path tmp/fastcgi;
        scgi_temp_path tmp/scgi;
        uwsgi_temp_path tmp/uwsgi;
        client_max_body_size 200m;
        map "$request_method:$remote_user" $allowed {
          default 0;
          "GET:reader" 1;
          "GET:writer" 1;
          "PUT:writer" 1;
        }
        server {
          listen 127.0.0.1:%d;
          root store;
          location ~ "^/cache/(ac|cas)/[0-9a-f]{64}$" {
            auth_basic "cache";
            auth_basic_user_file users;
            if ($allowed = 0) { return 403; }
            dav_methods PUT;
            create_full_put_path on;
          }
          location ~ "^/open/(ac|cas)/[0-9a-f]{64}$" {
            dav_methods PUT;
            create_full_put_path on;
          }
          location /slow/ {
            alias store/open/;
            limit_rate 200k;
          }
          location /broken/ { return 500; }
        }
      }
      """;

  private final Path folder;
  private final int port;
  private Process process;

  /**
   * Starts one in {@code folder}, or skips the calling test where there is no nginx; fails it
   * instead where tools are required.
   */
  public Nginx(Path folder) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      String missing = "no " + PROGRAM + ": install the package nginx-light of Debian 12";
      if (REQUIRED) {
        throw new AssertionError(missing + ", and PERDURE_REQUIRE_TOOLS is 1");
      }
      abort(missing);
    }
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.createDirectories(folder.resolve("store"));
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(folder.resolve("users"), "reader:{PLAIN}r3ad\nwriter:{PLAIN}wr1te\n");
    Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(port));
    process = start();
  }

  private Process start() throws IOException {
    Path output = folder.resolve("output.log");
    Process started =
        new ProcessBuilder(
                PROGRAM.toString(), "-p", folder + "/", "-c", "nginx.conf", "-e", "error.log")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!isListening()) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        started.destroyForcibly();
        throw new AssertionError("nginx does not start: " + Files.readString(output));
      }
      LockSupport.parkNanos(1_000_000); // A server that starts wakes nobody.
    }
    return started;
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The address of a part, such as {@code open}. */
  public String url(String part) {
    return "http://127.0.0.1:" + port + "/" + part;
  }

  /** Where the files of the server are: {@code open/cas/…} and so on. */
  public Path store() {
    return folder.resolve("store");
  }

  /** All requests so far, as nginx logs them. */
  public String accessLog() throws IOException {
    return Files.readString(folder.resolve("access.log"));
  }

  /** Ends it as a power cut would (SIGKILL). */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it again after {@link #kill()}. */
  public void restart() throws IOException {
    process = start();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
