package dev.perdure.worker.testing.cli.bench;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.process.Deadline;
import dev.perdure.worker.testing.process.WorkerProcess;
import dev.perdure.worker.testing.wire.ForeignBytesException;
import dev.perdure.worker.testing.wire.ResponseStream;
import dev.perdure.worker.testing.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that only sends and receives, on the calling thread. Not thread-safe. */
final class BenchmarkClient implements AutoCloseable {
  private static final String PERSISTENT_WORKER = "--persistent_worker";
  private static final String GONE = "the worker ended, or took too long for a round";

  /** How long a worker that goes on may take to log why. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** How long a worker that has ended, or is to end, may take. */
  private static final Duration END = Duration.ofSeconds(5);

  private final WorkerProcess worker;
  private final OutputStream out;
  private final ResponseStream in;
  private final Wire wire;
  private final long start;
  private final CompletableFuture<?> watchdog;

  private BenchmarkClient(WorkerProcess worker, Wire wire, long start, Duration timeout) {
    this.worker = worker;
    this.wire = wire;
    this.start = start;
    out = worker.requests();
    in = new ResponseStream(worker.responses());
    // Kills a worker that hangs: its stream ends, and so does the wait for it.
    watchdog =
        new CompletableFuture<>()
            .completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(worker::kill);
  }

  static BenchmarkClient start(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      Wire wire,
      Duration timeout)
      throws IOException {
    List<String> complete = new ArrayList<>(command);
    if (!complete.contains(PERSISTENT_WORKER)) {
      complete.add(PERSISTENT_WORKER);
    }
    long start = System.nanoTime();
    WorkerProcess worker =
        WorkerProcess.start(complete, directory, environment, "worker-benchmark");
    return new BenchmarkClient(worker, wire, start, timeout);
  }

  /** Sends the first request, and measures from the start of the worker. */
  First first(WorkRequest request) {
    send(wire.encode(request));
    receive();
    return new First(System.nanoTime() - start, cpuNanos());
  }

  /**
   * The first answer.
   *
   * @param nanos the time from the start to the answer
   * @param cpuNanos the CPU time of the process until then
   */
  record First(long nanos, long cpuNanos) {}

  /**
   * Sends requests in turn, each after the answer to the previous one; returns how many nanoseconds
   * each took.
   */
  long[] oneByOne(List<WorkRequest> requests, int count) {
    byte[][] frames = new byte[requests.size()][];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = wire.encode(requests.get(i));
    }
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long sent = System.nanoTime();
      send(frames[i % frames.length]);
      receive();
      nanos[i] = System.nanoTime() - sent;
    }
    return nanos;
  }

  /** Sends requests in turn, {@code inFlight} at once; returns how many nanoseconds all took. */
  long together(List<WorkRequest> requests, int count, int inFlight) throws InterruptedException {
    byte[][][] frames = new byte[inFlight + 1][requests.size()][];
    BlockingQueue<Integer> free = new ArrayBlockingQueue<>(inFlight);
    for (int id = 1; id <= inFlight; id++) {
      free.add(id);
      for (int i = 0; i < requests.size(); i++) {
        WorkRequest request = requests.get(i);
        frames[id][i] = wire.encode(request.withRequestId(id));
      }
    }
    long begin = System.nanoTime();
    // A separate thread: otherwise a worker that writes answers before it reads on would block this
    // client.
    Thread sender = new Thread(() -> sendAll(frames, free, count), "worker-benchmark requests");
    sender.setDaemon(true);
    sender.start();
    try {
      for (int i = 0; i < count; i++) {
        free.put(receive().requestId());
      }
    } finally {
      sender.interrupt();
      sender.join();
    }
    return System.nanoTime() - begin;
  }

  private void sendAll(byte[][][] frames, BlockingQueue<Integer> free, int count) {
    try {
      for (int i = 0; i < count; i++) {
        send(frames[free.take()][i % frames[1].length]);
      }
    } catch (InterruptedException | BenchmarkFailure e) {
      // The reader notices that the worker is gone, and reports it.
    }
  }

  private void send(byte[] frame) {
    try {
      out.write(frame);
      out.flush();
    } catch (IOException e) {
      throw failure(GONE, END);
    }
  }

  private WorkResponse receive() {
    WorkResponse answer;
    try {
      answer = wire.decode(in);
      in.endMessage();
    } catch (ForeignBytesException e) {
      throw failure(e.getMessage() + "\n" + in.excerpt().dump(), LAST_WORDS);
    }
    if (answer == null) {
      throw failure(GONE, END);
    }
    if (answer.exitCode() != 0) {
      throw failure(
          "a request failed with exit code " + answer.exitCode() + ":\n" + answer.output(),
          LAST_WORDS);
    }
    return answer;
  }

  /**
   * A failure with the end of the worker's log.
   *
   * @param patience how long the worker may take to end, for the last words of its log
   */
  private BenchmarkFailure failure(String problem, Duration patience) {
    try {
      worker.awaitEnd(Deadline.in(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String tail = worker.log().tail();
    return new BenchmarkFailure(problem + (tail.isEmpty() ? "" : "\nits log:\n" + tail));
  }

  long cpuNanos() {
    return ProcessHandle.of(worker.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO)
        .toNanos();
  }

  long peakBytes() {
    try {
      Path status = Path.of("/proc", Long.toString(worker.pid()), "status");
      return Files.readString(status, StandardCharsets.ISO_8859_1)
          .lines()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    watchdog.cancel(false);
    try {
      out.close();
    } catch (IOException e) {
      // It ended earlier, which the caller already knows.
    }
    try {
      worker.awaitEnd(Deadline.in(END));
      worker.destroy(Deadline.in(END));
    } catch (InterruptedException e) {
      worker.kill();
      Thread.currentThread().interrupt();
    }
  }
}
