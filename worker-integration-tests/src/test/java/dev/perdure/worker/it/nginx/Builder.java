package dev.perdure.worker.it.nginx;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.cache.Sha256;
import dev.perdure.worker.cache.remote.Action;
import dev.perdure.worker.cache.remote.RemoteCache;
import dev.perdure.worker.cache.remote.RemoteCacheOptions;
import dev.perdure.worker.cache.remote.RemoteCacheStatistics;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A worker with a remote cache and a folder of its own. Its tool makes a file of as many kilobytes
 * as it is told, from a seed that is its input.
 */
public final class Builder implements AutoCloseable {
  private final Path folder;
  private final RemoteCache cache;
  private final WorkerHarness worker;
  private final AtomicInteger runs = new AtomicInteger();

  /** A worker whose input is {@code seed}. */
  public Builder(Path folder, RemoteCacheOptions options, long seed) throws IOException {
    this.folder = Files.createDirectories(folder).toAbsolutePath();
    Files.writeString(this.folder.resolve("seed"), Long.toString(seed));
    cache = RemoteCache.of(options);
    worker =
        WorkerHarness.inProcess(
                Worker.of(
                    cache.wrap(
                        this::work,
                        context -> Action.of("builder").writing(context.arguments().get(0)))))
            .start();
  }

  private int work(WorkContext context) throws IOException {
    runs.incrementAndGet();
    long seed = Long.parseLong(Files.readString(context.resolve("seed")));
    byte[] bytes = new byte[Integer.parseInt(context.arguments().get(1)) << 10];
    new Random(seed).nextBytes(bytes);
    Files.write(context.resolveOutput(context.arguments().get(0)), bytes);
    context.out().println("made of seed " + seed);
    return 0;
  }

  private WorkRequest request(String output, int kilobytes) throws IOException {
    Input input = new Input("seed", Sha256.of(Files.readAllBytes(file("seed"))));
    List<String> arguments = List.of(output, Integer.toString(kilobytes));
    return WorkRequest.of(0, arguments)
        .withInputs(List.of(input))
        .withSandboxDir(folder.toString());
  }

  /** Has a file made, which must succeed, and be the right one. */
  public WorkResponse make(String output, int kilobytes) throws IOException {
    send(output, kilobytes);
    return await(output, kilobytes);
  }

  /** Asks for a file, and doesn't wait. */
  public void send(String output, int kilobytes) throws IOException {
    worker.send(request(output, kilobytes));
  }

  /** Waits for what was {@linkplain #send sent}. */
  public WorkResponse await(String output, int kilobytes) throws IOException {
    WorkResponse answer = worker.await(0);
    byte[] expected = new byte[kilobytes << 10];
    new Random(Long.parseLong(Files.readString(file("seed")))).nextBytes(expected);
    if (answer.exitCode() != 0 || !Arrays.equals(expected, Files.readAllBytes(file(output)))) {
      throw new AssertionError(output + " is not what it should be: " + answer);
    }
    return answer;
  }

  /** A file of this worker. */
  public Path file(String path) {
    return folder.resolve(path);
  }

  /** How often the tool ran. */
  public int runs() {
    return runs.get();
  }

  /** What the worker logged. */
  public String log() {
    return worker.log();
  }

  public RemoteCacheStatistics statistics() {
    return cache.statistics();
  }

  @Override
  public void close() {
    worker.close();
    cache.close();
  }
}
