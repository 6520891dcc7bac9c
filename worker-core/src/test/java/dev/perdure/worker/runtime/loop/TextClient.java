package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The other side of an embedded worker that speaks {@link TextCodec}. */
public final class TextClient implements AutoCloseable {
  private final PipedOutputStream requests = new PipedOutputStream();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final BufferedReader responses;
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  public TextClient(WorkHandler handler) {
    this(Worker.of(handler));
  }

  public TextClient(Worker worker) {
    try {
      PipedInputStream in = new PipedInputStream(requests, 1 << 20);
      PipedInputStream answers = new PipedInputStream(1 << 20);
      PipedOutputStream out = new PipedOutputStream(answers);
      responses = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
      Thread serving =
          new Thread(
              () -> {
                try {
                  exitCode.complete(worker.codecs(new TextCodec()).serve(in, out, log));
                } catch (RuntimeException | Error e) {
                  exitCode.completeExceptionally(e);
                }
              },
              "text-worker");
      serving.setDaemon(true);
      serving.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void send(String lines) throws IOException {
    requests.write(lines.getBytes(StandardCharsets.UTF_8));
    requests.flush();
  }

  public String await() throws IOException {
    String line = responses.readLine();
    if (line == null) {
      throw new AssertionError("no answer; log: " + log());
    }
    return line;
  }

  public String work(String line) throws IOException {
    send(line + "\n");
    return await();
  }

  public boolean hasAnswer() throws IOException {
    return responses.ready();
  }

  /** Closes the requests and returns the exit code. */
  public int end() throws IOException {
    requests.close();
    return exitCode();
  }

  /** Waits until the worker has ended. */
  public int exitCode() {
    try {
      return exitCode.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the worker did not end; log: " + log(), e);
    }
  }

  public String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    end();
  }
}
