package dev.perdure.worker.benchmarks.serve;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A worker that serves in a thread of its own; a subclass says which, and what it is asked. */
@State(Scope.Benchmark)
public abstract class Served {
  /** How many requests come at once, or values are asked for by one. */
  @Param("64")
  public int count;

  private final InMemoryClient client = new InMemoryClient();
  private Thread thread = new Thread();
  private byte[] requests = {};
  private long answerBytes;

  /** What comes at once. */
  abstract List<WorkRequest> requests();

  /** Serves until the requests end. */
  abstract void serve(InputStream requests, OutputStream answers) throws Exception;

  @Setup(Level.Trial)
  public void start() throws Exception {
    ProtoWorkerCodec codec = new ProtoWorkerCodec();
    WireOutput out = new WireOutput();
    WireOutput answers = new WireOutput();
    for (WorkRequest request : requests()) {
      codec.writeRequest(request, out);
      codec.writeResponse(new WorkResponse(0, "", request.requestId(), false), answers);
    }
    requests = Arrays.copyOf(out.array(), out.size());
    answerBytes = answers.size();
    thread = new Thread(this::serveAll, "served");
    thread.start();
  }

  private void serveAll() {
    try {
      serve(client.requests(), client.answers());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @TearDown(Level.Trial)
  public void stop() throws InterruptedException {
    client.end();
    thread.join();
  }

  /** Sends all requests, and waits for all answers. */
  void roundTrip() throws InterruptedException {
    client.roundTrip(requests, answerBytes);
  }

  static List<WorkRequest> numbered(int count) {
    List<WorkRequest> requests = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      requests.add(WorkRequest.of(id, List.of("a")));
    }
    return requests;
  }
}
