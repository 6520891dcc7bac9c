package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.codec.WireOutput;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.json.JsonWorkerCodec;
import dev.perdure.worker.proto.ProtoWorkerCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client's protocol makes no difference to what is found. */
class ProtocolsTest {
  @Test
  void requestInJsonAndInProto_findTheSameValue() throws Exception {
    DigestCache cache = DigestCache.create();
    CacheKey<Resource> key = CacheKey.of(Resource.class, "key");

    Resource first = cache.get(received(new JsonWorkerCodec()), key, ProtocolsTest::load);

    assertThat(cache.get(received(new ProtoWorkerCodec()), key, ProtocolsTest::load))
        .isSameAs(first);
  }

  private static Resource load(LoadScope scope) {
    return new Resource(scope.used("größe/a.jar").toString());
  }

  private static FakeContext received(WorkerCodec codec) throws IOException {
    Digest digest = Sha256.of(new byte[] {1, 2, 3});
    List<Input> inputs = List.of(new Input("größe/a.jar", digest));
    WireOutput out = new WireOutput();
    codec.writeRequest(WorkRequest.of(1, List.of()).withInputs(inputs), out);
    WireInput in =
        new WireInput(new ByteArrayInputStream(out.array(), 0, out.size()), CodecLimits.defaults());
    WorkRequest request = codec.readRequest(in);
    return new FakeContext(Path.of(""), request.inputs());
  }
}
