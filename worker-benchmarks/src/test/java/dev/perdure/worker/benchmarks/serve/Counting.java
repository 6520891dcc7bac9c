package dev.perdure.worker.benchmarks.serve;

import com.sun.management.ThreadMXBean;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import dev.perdure.worker.benchmarks.codec.EndlessRequests;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Prints how many bytes the library allocates for a request: a name, a tab and a number per line.
 * The JVM must run with C1 only: C2 removes allocations in one run and not in another.
 */
final class Counting {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 200;
  private static final int AT_ONCE = 64;

  private Counting() {}

  /** One request after another, in the worker's own thread. */
  private static final class Singleplexed extends Served {
    @Override
    List<WorkRequest> requests() {
      return numbered(count);
    }

    @Override
    void serve(InputStream requests, OutputStream answers) {
      Worker.of(context -> 0)
          .codecs(new ProtoWorkerCodec())
          .serve(requests, answers, OutputStream.nullOutputStream());
    }
  }

  public static void main(String[] args) throws Exception {
    for (int inputs : List.of(0, 100, 1000)) {
      decode(WireFormat.PROTO, new ProtoWorkerCodec(), inputs);
      decode(WireFormat.JSON, new JsonWorkerCodec(), inputs);
    }
    serve("singleplex", new Singleplexed());
    serve("multiplex", new Dispatching.Multiplexed());
    serve("kept value", new Caching.ByDigest());
  }

  private static void decode(WireFormat format, WorkerCodec codec, int inputs) throws Exception {
    byte[] bytes = format.bytes(Requests.of(inputs));
    WireInput in = new WireInput(new EndlessRequests(bytes), CodecLimits.defaults());
    count("decode " + format.label() + " " + inputs, 1, () -> codec.readRequest(in));
  }

  private static void serve(String name, Served served) throws Exception {
    served.count = AT_ONCE;
    served.start();
    try {
      count(
          name,
          AT_ONCE,
          () -> {
            served.roundTrip();
            return served;
          });
    } finally {
      served.stop();
    }
  }

  /** Counts after a while, when all classes are loaded and all threads are there. */
  private static void count(String name, int requests, Callable<?> action) throws Exception {
    rounds(action);
    long before = allocated();
    rounds(action);
    System.out.println(name + "\t" + (allocated() - before) / ROUNDS / requests);
  }

  private static void rounds(Callable<?> action) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      action.call();
    }
  }

  private static long allocated() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(bytes, 0); // -1 for a thread that has ended.
    }
    return sum;
  }
}
