package dev.perdure.worker.benchmarks.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.util.JsonFormat;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.process.Requests;
import dev.perdure.worker.benchmarks.process.WireFormat;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.peer.Peer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One JSON request after the other, each to what a handler can use: digests are decoded. */
@State(Scope.Benchmark)
public class JsonDecoding {
  @Param("10000")
  public int count;

  private final WorkerCodec codec = new JsonWorkerCodec();
  private byte[] bytes = {};
  private WireInput in = new WireInput(new ByteArrayInputStream(bytes), CodecLimits.defaults());

  @Setup
  public void encode() {
    bytes = WireFormat.JSON.bytes(Requests.of(count));
    in = new WireInput(new EndlessRequests(bytes), CodecLimits.defaults());
  }

  private Reader reader() {
    return new InputStreamReader(new ByteArrayInputStream(bytes), UTF_8);
  }

  @Benchmark
  public @Nullable WorkRequest perdure() throws IOException {
    return codec.readRequest(in);
  }

  @Benchmark
  public Object jsonFormat() throws IOException {
    var request = Peer.WorkRequest.newBuilder();
    JsonFormat.parser().ignoringUnknownFields().merge(reader(), request);
    return request.build();
  }

  @Benchmark
  public WorkRequest gson() throws IOException {
    return GsonDecoder.read(reader());
  }

  @Benchmark
  public WorkRequest jackson() throws IOException {
    return JacksonDecoder.read(bytes);
  }
}
