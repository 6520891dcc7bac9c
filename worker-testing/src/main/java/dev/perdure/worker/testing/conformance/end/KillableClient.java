package dev.perdure.worker.testing.conformance.end;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A client to be killed: a process that starts the worker in its arguments, and passes bytes
 * between its own standard streams and the worker's. When it is killed, the kernel closes the
 * worker's pipes, as it does when Bazel's server is killed.
 */
final class KillableClient {
  private KillableClient() {}

  public static void main(String[] args) throws Exception {
    Process worker =
        new ProcessBuilder(List.of(args)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread requests = new Thread(() -> pass(System.in, worker.getOutputStream()), "requests");
    requests.setDaemon(true);
    requests.start();
    pass(worker.getInputStream(), System.out);
    worker.waitFor();
  }

  private static void pass(InputStream from, OutputStream to) {
    byte[] buffer = new byte[1 << 16];
    try (to) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      // One of the two has ended, so nothing is left to pass on.
    }
  }
}
