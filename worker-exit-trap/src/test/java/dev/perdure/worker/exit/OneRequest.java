package dev.perdure.worker.exit;

import dev.perdure.worker.Worker;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs work as the only request of a worker. */
final class OneRequest {
  private OneRequest() {}

  /** The work of a tool, which fails as it likes. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Returns the answer: exit code 0 if the work came to its end, a space, what it printed. */
  static String answer(Work work) {
    Client client = new Client();
    Worker worker =
        Worker.of(
                context -> {
                  work.run();
                  return 0;
                })
            .codecs(new BareCodec());
    worker.serve(client.requests, client.answers, new ByteArrayOutputStream());
    return client.answers.toString(StandardCharsets.UTF_8).strip();
  }

  /** Sends one request, and ends the stream only when it is answered. */
  private static final class Client {
    final CountDownLatch answered = new CountDownLatch(1);

    final ByteArrayOutputStream answers =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            answered.countDown();
          }
        };

    final InputStream requests =
        new InputStream() {
          private boolean sent;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            if (!sent) {
              sent = true;
              byte[] request = BareCodec.request("work");
              System.arraycopy(request, 0, target, offset, request.length);
              return request.length;
            }
            try {
              if (!answered.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("no answer within a minute");
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return -1;
          }
        };
  }
}
