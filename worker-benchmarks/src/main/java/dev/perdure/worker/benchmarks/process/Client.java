package dev.perdure.worker.benchmarks.process;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Keeps a worker busy with a fixed number of requests in flight, and tells what they took. One
 * thread writes as many requests as answers have come, all at once, so that it costs the machine
 * little. Not thread-safe.
 */
public final class Client {
  private static final int MAX_LATENCIES = 1 << 20;

  /**
   * How many ids each of those that are in flight takes by turns. Bazel takes none twice; a worker
   * may hold that an id is in use for a moment after its answer.
   */
  private static final int IDS = 16;

  private final MeasuredProcess worker;
  private final WorkerCodec codec;
  private final WireInput answers;
  private final int inFlight;
  private final byte[][][] requests;
  private final int[] turns;
  private final long[] sent;
  private final long[] latencies = new long[MAX_LATENCIES];

  /**
   * @param request what to send again and again, under other ids
   * @param inFlight how many at once; with one, requests are those of a singleplex client
   */
  public Client(MeasuredProcess worker, WireFormat format, WorkRequest request, int inFlight) {
    this(worker, format, lane -> request, inFlight);
  }

  /**
   * @param lanes what to send again and again, for each of those that are in flight at once
   */
  public Client(
      MeasuredProcess worker, WireFormat format, IntFunction<WorkRequest> lanes, int inFlight) {
    this.worker = worker;
    this.codec = format.codec();
    this.answers = new WireInput(worker.answers(), CodecLimits.defaults());
    this.inFlight = inFlight;
    int ids = inFlight == 1 ? 1 : IDS;
    this.requests = new byte[inFlight][ids][];
    this.turns = new int[inFlight];
    this.sent = new long[inFlight];
    for (int i = 0; i < inFlight; i++) {
      WorkRequest request = lanes.apply(i);
      for (int turn = 0; turn < ids; turn++) {
        int id = inFlight == 1 ? 0 : 1 + i + turn * inFlight;
        requests[i][turn] = format.bytes(request.withRequestId(id));
      }
    }
  }

  private byte[] request(int index) {
    return requests[index][turns[index]];
  }

  /**
   * Sends {@code count} requests, or fewer if {@code millis} milliseconds have passed before.
   *
   * @return requests a second, p50 and p99 of their latencies in µs, CPU in µs a request
   */
  public List<Quantity> run(long count, long millis) throws IOException {
    double cpu = worker.treeCpuMillis();
    long start = System.nanoTime();
    long deadline = start + millis * 1_000_000;
    int[] free = new int[inFlight];
    Arrays.setAll(free, i -> i);
    long begun = Math.min(inFlight, count);
    send(free, (int) begun);
    long done = 0;
    while (done < begun) {
      int came = receive(free, done);
      done += came;
      long more = System.nanoTime() < deadline ? Math.min(came, count - begun) : 0;
      begun += more;
      send(free, (int) more);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuMicros = (worker.treeCpuMillis() - cpu) * 1e3 / done;
    int known = (int) Math.min(done, MAX_LATENCIES);
    Arrays.sort(latencies, 0, known);
    return new ArrayList<>(
        List.of(
            new Quantity("requests", "a second", done / seconds),
            new Quantity("p50", "µs", latencies[known / 2] / 1e3),
            new Quantity("p99", "µs", latencies[(int) (known * 0.99)] / 1e3),
            new Quantity("CPU", "µs a request", cpuMicros)));
  }

  /**
   * Sends these bytes, which are a request, and waits for the answer; nothing may be in flight.
   *
   * @throws IOException if there is none, or if it says that the work failed
   */
  public void roundTrip(byte[] request) throws IOException {
    worker.requests().write(request);
    worker.requests().flush();
    WorkResponse response = codec.readResponse(answers);
    if (response == null || response.exitCode() != 0) {
      throw new IOException("answered with " + response + " by " + worker.describe());
    }
    hasMore();
  }

  /** Sends the requests of the first {@code count} of {@code free} in one write. */
  private void send(int[] free, int count) throws IOException {
    if (count == 0) {
      return;
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      turns[free[i]] = (turns[free[i]] + 1) % requests[free[i]].length;
      length += request(free[i]).length;
    }
    byte[] bytes = new byte[length];
    int end = 0;
    for (int i = 0; i < count; i++) {
      byte[] request = request(free[i]);
      System.arraycopy(request, 0, bytes, end, request.length);
      end += request.length;
    }
    long now = System.nanoTime();
    for (int i = 0; i < count; i++) {
      sent[free[i]] = now;
    }
    OutputStream out = worker.requests();
    out.write(bytes);
    out.flush();
  }

  /** Waits for an answer, and takes what else has come; returns how many, their indexes in free. */
  private int receive(int[] free, long done) throws IOException {
    int came = 0;
    do {
      WorkResponse response = codec.readResponse(answers);
      if (response == null) {
        throw new IOException("no answer from " + worker.describe());
      }
      int index = inFlight == 1 ? 0 : (response.requestId() - 1) % inFlight;
      latencies[(int) ((done + came) % MAX_LATENCIES)] = System.nanoTime() - sent[index];
      free[came++] = index;
    } while (hasMore());
    return came;
  }

  /** Whether more has come, behind line feeds, which are consumed. */
  private boolean hasMore() {
    while (answers.position() < answers.limit() && answers.array()[answers.position()] == '\n') {
      answers.position(answers.position() + 1);
    }
    return answers.position() < answers.limit();
  }
}
