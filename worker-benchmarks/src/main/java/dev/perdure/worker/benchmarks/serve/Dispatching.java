package dev.perdure.worker.benchmarks.serve;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Requests that do nothing, many in flight, with the same codec: what differs is who runs them, and
 * how their answers are written.
 */
public class Dispatching {
  /** Multiplex, as a worker has it by default. */
  public static class Multiplexed extends Served {
    @Override
    List<WorkRequest> requests() {
      return numbered(count);
    }

    @Override
    void serve(InputStream requests, OutputStream answers) {
      Worker.of(context -> 0)
          .multiplex()
          .codecs(new ProtoWorkerCodec())
          .serve(requests, answers, OutputStream.nullOutputStream());
    }
  }

  /** A loop as one writes it: an executor runs the work, a lock keeps the answers apart. */
  public abstract static class Looped extends Served {
    private final WorkerCodec codec = new ProtoWorkerCodec();

    @Override
    List<WorkRequest> requests() {
      return numbered(count);
    }

    void serve(InputStream requests, OutputStream answers, Executor executor) throws IOException {
      WireInput in = new WireInput(requests, CodecLimits.defaults());
      WorkRequest request = codec.readRequest(in);
      while (request != null) {
        int id = request.requestId();
        executor.execute(() -> answer(id, answers));
        request = codec.readRequest(in);
      }
    }

    private void answer(int id, OutputStream answers) {
      WireOutput out = new WireOutput();
      codec.writeResponse(new WorkResponse(0, "", id, false), out);
      try {
        synchronized (answers) {
          answers.write(out.array(), 0, out.size());
          answers.flush();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** As the official library has it. */
  public static class ThreadARequest extends Looped {
    @Override
    void serve(InputStream requests, OutputStream answers) throws IOException {
      serve(requests, answers, work -> new Thread(work).start());
    }
  }

  /** As most have it. */
  public static class CachedPool extends Looped {
    @Override
    void serve(InputStream requests, OutputStream answers) throws IOException {
      ExecutorService pool = Executors.newCachedThreadPool();
      try {
        serve(requests, answers, pool);
      } finally {
        pool.shutdown();
      }
    }
  }

  @Benchmark
  public void perdure(Multiplexed worker) throws InterruptedException {
    worker.roundTrip();
  }

  @Benchmark
  public void threadARequest(ThreadARequest worker) throws InterruptedException {
    worker.roundTrip();
  }

  @Benchmark
  public void cachedPool(CachedPool worker) throws InterruptedException {
    worker.roundTrip();
  }
}
