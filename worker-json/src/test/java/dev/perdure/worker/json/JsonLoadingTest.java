package dev.perdure.worker.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.contract.AloneOnTheClassPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLoadingTest {
  @Test
  void codec_worksWithoutAnyLibrary() throws Exception {
    try (AloneOnTheClassPath alone =
        new AloneOnTheClassPath(WorkRequest.class, JsonWorkerCodec.class)) {
      assertThat(alone.roundTrip("json"))
          .isEqualTo(WorkRequest.of(3, List.of("a", "ü")).toString());
      assertThat(alone.loaded("dev.perdure.worker.json.JsonReader")).isTrue();
      assertThat(alone.loaded("dev.perdure.worker.json.JsonUnusual")).isFalse();
      assertThat(alone.loaded("dev.perdure.worker.json.JsonNumber")).isFalse();
      assertThat(alone.loaded("dev.perdure.worker.json.JsonEscapes")).isFalse();
      assertThat(alone.loaded("dev.perdure.worker.json.JsonMalformed")).isFalse();
    }
  }
}
