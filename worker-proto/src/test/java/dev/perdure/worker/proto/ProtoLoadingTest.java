package dev.perdure.worker.proto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.contract.AloneOnTheClassPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtoLoadingTest {
  @Test
  void codec_worksWithoutAnyLibrary() throws Exception {
    try (AloneOnTheClassPath alone =
        new AloneOnTheClassPath(WorkRequest.class, ProtoWorkerCodec.class)) {
      assertThat(alone.roundTrip("proto"))
          .isEqualTo(WorkRequest.of(3, List.of("a", "ü")).toString());
      assertThat(alone.loaded("dev.perdure.worker.proto.ProtoUnusual")).isFalse();
      assertThat(alone.loaded(WorkerCodec.class.getName())).isTrue();
    }
  }
}
