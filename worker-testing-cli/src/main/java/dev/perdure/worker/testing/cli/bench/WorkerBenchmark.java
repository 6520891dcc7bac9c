package dev.perdure.worker.testing.cli.bench;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.system.Nanos;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures a worker process with the same requests, sent repeatedly: first the request that it is
 * started for, then one at a time, then many at once. Immutable and thread-safe; each setting
 * returns another instance.
 *
 * <p>Requests are encoded before measuring, and written and read without a harness in between. Each
 * round has its own process. To compare workers, let their rounds take turns, and compare medians.
 */
final class WorkerBenchmark {
  private final List<WorkRequest> requests;
  private final Protocol protocol;
  private final Path directory;
  private final Map<String, String> environment;
  private final int count;
  private final int inFlight;
  private final Duration timeout;

  private WorkerBenchmark(
      List<WorkRequest> requests,
      Protocol protocol,
      Path directory,
      Map<String, String> environment,
      int count,
      int inFlight,
      Duration timeout) {
    this.requests = List.copyOf(requests);
    this.protocol = protocol;
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.count = count;
    this.inFlight = inFlight;
    this.timeout = timeout;
  }

  /**
   * A benchmark that sends these requests in turn: 1,000 in all, in proto, one at a time, in this
   * process's directory.
   *
   * @throws IllegalArgumentException if there are none, or if one has an id or is a cancellation
   */
  static WorkerBenchmark of(List<WorkRequest> requests) {
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("requests are empty");
    }
    for (WorkRequest request : requests) {
      if (request.requestId() != 0 || request.cancel()) {
        throw new IllegalArgumentException("request has an id or is a cancellation: " + request);
      }
    }
    return new WorkerBenchmark(
        requests,
        Protocol.PROTO,
        Path.of("").toAbsolutePath(),
        Map.of("TMPDIR", System.getProperty("java.io.tmpdir")),
        1000,
        1,
        Duration.ofMinutes(2));
  }

  /** Uses another encoding. */
  WorkerBenchmark protocol(Protocol protocol) {
    return new WorkerBenchmark(
        requests, protocol, directory, environment, count, inFlight, timeout);
  }

  /** Runs the worker in that working directory. */
  WorkerBenchmark directory(Path directory) {
    return new WorkerBenchmark(
        requests, protocol, directory, environment, count, inFlight, timeout);
  }

  /** Sets the worker's whole environment. */
  WorkerBenchmark environment(Map<String, String> environment) {
    return new WorkerBenchmark(
        requests, protocol, directory, environment, count, inFlight, timeout);
  }

  /**
   * Sets the number of requests in each of the two parts. Before each part, a fifth as many are
   * sent that are not counted.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  WorkerBenchmark count(int count) {
    if (count <= 0) {
      throw new IllegalArgumentException("count must be positive: " + count);
    }
    return new WorkerBenchmark(
        requests, protocol, directory, environment, count, inFlight, timeout);
  }

  /**
   * Sets how many requests, with ids from 1 on, are sent at once in the second part. With 1, that
   * part is left out, and the worker need not be a multiplex worker.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  WorkerBenchmark inFlight(int inFlight) {
    if (inFlight <= 0) {
      throw new IllegalArgumentException("inFlight must be positive: " + inFlight);
    }
    return new WorkerBenchmark(
        requests, protocol, directory, environment, count, inFlight, timeout);
  }

  /**
   * Sets the longest time for a round; by default, two minutes.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  WorkerBenchmark timeout(Duration timeout) {
    Duration limit = Nanos.limit("timeout", timeout);
    return new WorkerBenchmark(requests, protocol, directory, environment, count, inFlight, limit);
  }

  /**
   * Starts a worker, measures it, and ends it.
   *
   * @throws IOException if it can't be started
   * @throws BenchmarkFailure if it answers with an exit code other than 0, writes anything but an
   *     answer, or does not answer in time
   */
  BenchmarkRound measure(List<String> command) throws IOException, InterruptedException {
    Wire wire = protocol == Protocol.JSON ? Wire.json() : Wire.proto();
    BenchmarkClient client = BenchmarkClient.start(command, directory, environment, wire, timeout);
    try (client) {
      BenchmarkClient.First first = client.first(requests.get(0));
      client.oneByOne(requests, Math.max(1, count / 5));
      long cpu = client.cpuNanos();
      long[] nanos = client.oneByOne(requests, count);
      long cpuEach = (client.cpuNanos() - cpu) / count;
      double perSecond = 1e9 * count / Math.max(1, Arrays.stream(nanos).sum());
      if (inFlight > 1) {
        client.together(requests, Math.max(inFlight, count / 5), inFlight);
        perSecond = 1e9 * count / Math.max(1, client.together(requests, count, inFlight));
      }
      return new BenchmarkRound(
          first.nanos(),
          first.cpuNanos(),
          BenchmarkRound.percentile(nanos, 0.5),
          BenchmarkRound.percentile(nanos, 0.99),
          cpuEach,
          perSecond,
          client.peakBytes());
    }
  }
}
