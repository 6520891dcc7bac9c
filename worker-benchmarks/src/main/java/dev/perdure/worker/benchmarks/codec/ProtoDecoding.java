package dev.perdure.worker.benchmarks.codec;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.peer.Peer;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One framed proto request after the other, each to what a handler can use. */
@State(Scope.Benchmark)
public class ProtoDecoding {
  @Param("10000")
  public int count;

  private final WorkerCodec codec = new ProtoWorkerCodec();
  private InputStream stream = InputStream.nullInputStream();
  private WireInput in = new WireInput(stream, CodecLimits.defaults());

  @Setup
  public void encode() {
    stream = new EndlessRequests(WireFormat.PROTO.bytes(Requests.of(count)));
    in = new WireInput(stream, CodecLimits.defaults());
  }

  @Benchmark
  public @Nullable WorkRequest perdure() throws IOException {
    return codec.readRequest(in);
  }

  @Benchmark
  public Object protobufJava() throws IOException {
    return Peer.WorkRequest.parseDelimitedFrom(stream);
  }
}
