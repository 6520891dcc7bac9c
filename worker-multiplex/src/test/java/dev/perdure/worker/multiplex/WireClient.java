package dev.perdure.worker.multiplex;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The other side of an embedded worker, over a real codec. Every wait ends after 10 s. */
final class WireClient implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 10;

  private final Protocol protocol;
  private final Pipe requestPipe = new Pipe(1 << 16);
  private final Pipe responsePipe = new Pipe(1 << 16);
  private final OutputStream requests = requestPipe.out();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final BlockingQueue<WorkResponse> responses = new LinkedBlockingQueue<>();
  private final Thread reader = daemon(this::readResponses, "client-read");

  private WireClient(Protocol protocol, Worker worker) {
    this.protocol = protocol;
    daemon(
            () -> {
              try {
                exitCode.complete(
                    worker
                        .codecs(protocol.codec())
                        .serve(requestPipe.in(), responsePipe.out(), log));
              } catch (RuntimeException | Error e) {
                exitCode.completeExceptionally(e);
              } finally {
                closeResponses();
              }
            },
            "client-worker")
        .start();
  }

  /** A client that reads its answers. */
  static WireClient of(Protocol protocol, Worker worker) {
    WireClient client = notReading(protocol, worker);
    client.startReading();
    return client;
  }

  /** A client that reads nothing before {@link #startReading()}. */
  static WireClient notReading(Protocol protocol, Worker worker) {
    return new WireClient(protocol, worker);
  }

  void startReading() {
    reader.start();
  }

  private static Thread daemon(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  private void closeResponses() {
    try {
      responsePipe.out().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void readResponses() {
    WireInput in = new WireInput(responsePipe.in(), CodecLimits.defaults());
    try {
      WorkResponse response = protocol.codec().readResponse(in);
      while (response != null) {
        responses.add(response);
        response = protocol.codec().readResponse(in);
      }
    } catch (IOException e) {
      exitCode.completeExceptionally(e);
    }
  }

  void send(WorkRequest... messages) throws IOException {
    WireOutput out = new WireOutput();
    for (WorkRequest message : messages) {
      protocol.codec().writeRequest(message, out);
    }
    sendRaw(out.array(), out.size());
  }

  void sendRaw(byte[] bytes, int length) throws IOException {
    requests.write(bytes, 0, length);
  }

  void work(int id, String... arguments) throws IOException {
    send(WorkRequest.of(id, List.of(arguments)));
  }

  void cancel(int id) throws IOException {
    send(WorkRequest.cancelOf(id));
  }

  /** The next answer. */
  WorkResponse await() throws InterruptedException {
    WorkResponse response = responses.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (response == null) {
      throw new AssertionError("no answer; log: " + log());
    }
    return response;
  }

  List<WorkResponse> await(int count) throws InterruptedException {
    List<WorkResponse> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(await());
    }
    return all;
  }

  /** The client's side of the answers is gone. */
  void breakOff() {
    responsePipe.breakOff();
  }

  /** Closes the requests and returns the exit code. */
  int end() throws IOException {
    requests.close();
    return awaitExit();
  }

  /** The exit code of a worker that ends by itself. */
  int awaitExit() {
    try {
      return exitCode.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the worker did not end; log: " + log(), e);
    }
  }

  /** Whether the worker ends by itself within {@code time}. */
  boolean hasEndedAfter(Duration time) throws InterruptedException {
    try {
      exitCode.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      throw new AssertionError(log(), e);
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Ends the worker, and returns the answers that nobody has awaited. */
  List<WorkResponse> rest() throws IOException, InterruptedException {
    end();
    reader.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
    return List.copyOf(responses);
  }

  String log() {
    return log.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    end();
  }
}
