package dev.perdure.worker.benchmarks.serve;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import dev.perdure.worker.cache.CacheKey;
import dev.perdure.worker.cache.DigestCache;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * A request that asks for a value made of each of its inputs, all of which are there from the
 * request before: what differs is how one knows that the inputs are still the same.
 */
public class Caching {
  private static final int FILE_BYTES = 10_000;

  /** What is kept of a file. */
  record Value(String path) {}

  /** A singleplex worker, and its inputs as files. */
  public abstract static class Cached extends Served implements WorkHandler {
    private final List<Input> inputs = new ArrayList<>();
    private Path folder = Path.of("");

    @Override
    List<WorkRequest> requests() {
      return List.of(WorkRequest.of(0, List.of("a")).withInputs(inputs));
    }

    @Override
    public void start() throws Exception {
      folder = Files.createTempDirectory("caching");
      for (int i = 0; i < count; i++) {
        byte[] bytes = new byte[FILE_BYTES];
        bytes[i] = 1;
        Path file = Files.write(folder.resolve("library" + i + ".jar"), bytes);
        inputs.add(new Input(file.getFileName().toString(), Digest.of(sha256(bytes))));
      }
      super.start();
    }

    @Override
    public void stop() throws InterruptedException {
      super.stop();
      try {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(folder);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void serve(InputStream requests, OutputStream answers) {
      Worker.of(this)
          .codecs(new ProtoWorkerCodec())
          .serve(requests, answers, OutputStream.nullOutputStream());
    }

    @Override
    public int work(WorkContext context) throws IOException {
      for (Input input : context.inputs()) {
        if (!value(context, input).path().equals(input.path())) {
          return 1;
        }
      }
      return 0;
    }

    Path file(Input input) {
      return folder.resolve(input.path());
    }

    abstract Value value(WorkContext context, Input input) throws IOException;
  }

  /** By the digests that come with the request. */
  public static class ByDigest extends Cached {
    private final DigestCache cache = DigestCache.create();

    @Override
    Value value(WorkContext context, Input input) {
      return cache.get(
          context,
          CacheKey.of(Value.class, input.path()),
          scope -> {
            scope.used(input.path());
            return new Value(input.path());
          });
    }

    @Override
    public void stop() throws InterruptedException {
      super.stop();
      cache.close();
    }
  }

  /** By each file's time and size, as a tool does that knows of no digests: it may be wrong. */
  public static class ByFileTime extends Cached {
    private final Map<String, Known> known = new HashMap<>();

    private record Known(FileTime time, long size, Value value) {}

    @Override
    Value value(WorkContext context, Input input) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file(input), BasicFileAttributes.class);
      Known before = known.get(input.path());
      if (before == null
          || before.size != now.size()
          || !before.time.equals(now.lastModifiedTime())) {
        before = new Known(now.lastModifiedTime(), now.size(), new Value(input.path()));
        known.put(input.path(), before);
      }
      return before.value;
    }
  }

  /** By the hash of what is in each file, as a tool does that shall not be wrong. */
  public static class ByContent extends Cached {
    private final Map<Digest, Value> known = new HashMap<>();

    @Override
    Value value(WorkContext context, Input input) throws IOException {
      Digest digest = Digest.of(sha256(Files.readAllBytes(file(input))));
      return known.computeIfAbsent(digest, it -> new Value(input.path()));
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public void perdure(ByDigest worker) throws InterruptedException {
    worker.roundTrip();
  }

  @Benchmark
  public void fileTimes(ByFileTime worker) throws InterruptedException {
    worker.roundTrip();
  }

  @Benchmark
  public void hashes(ByContent worker) throws InterruptedException {
    worker.roundTrip();
  }
}
