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
  @TempDir Path folder;

  /** What is recorded when a value is made, and let go of at the end of the cache. */
  private <V> List<RecordedEvent> eventsOf(CacheKey<V> key, CacheLoader<V, RuntimeException> loader)
      throws Exception {
    Path file = folder.resolve("cache.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      DigestCache cache = DigestCache.create();
      FakeContext context = FakeContext.of(Map.of());
      cache.get(context, key, loader);
      context.end();
      cache.close();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(it -> it.getEventType().getName().startsWith("dev.perdure.worker.Cache"))
        .toList();
  }

  @Test
  void loadAndEviction_areRecorded() throws Exception {
    List<RecordedEvent> events =
        eventsOf(
            CacheKey.of(String.class, "recorded"),
            scope -> {
              scope.weigh(5);
              return "value";
            });

    assertThat(events)
        .extracting(it -> it.getEventType().getLabel())
        .containsExactly("Cache Load", "Cache Eviction");
    assertThat(events)
        .allMatch(it -> it.getString("key").equals("String[recorded]"))
        .allMatch(it -> it.getLong("weight") == 5);
    assertThat(events.get(0).getBoolean("success")).isTrue();
  }

  @Test
  void keyThatCanNotTellItself_isRecordedByItsType() throws Exception {
    record Mute(int number) {
      @Override
      public String toString() {
        throw new IllegalStateException("no text");
      }
    }
    Resource made = new Resource("made");

    assertThat(eventsOf(CacheKey.of(Resource.class, new Mute(1)), scope -> made))
        .hasSize(2)
        .allMatch(it -> it.getString("key").equals("Resource"));
    assertThat(made.timesClosed()).isEqualTo(1);
  }
}
