package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheEventsTest {
  @Test
  void loadAndEviction_areRecorded(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("cache.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      DigestCache cache = DigestCache.create();
      FakeContext context = FakeContext.of(Map.of());
      cache.get(
          context,
          CacheKey.of(String.class, "recorded"),
          scope -> {
            scope.weigh(5);
            return "value";
          });
      context.end();
      cache.close();
      recording.stop();
      recording.dump(file);
    }

    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(it -> it.getEventType().getName().startsWith("dev.perdure.worker.Cache"))
            .toList();
    assertThat(events)
        .extracting(it -> it.getEventType().getLabel())
        .containsExactly("Cache Load", "Cache Eviction");
    assertThat(events)
        .allMatch(it -> it.getString("key").equals("String[recorded]"))
        .allMatch(it -> it.getLong("weight") == 5);
    assertThat(events.get(0).getBoolean("success")).isTrue();
  }
}
