package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedHandlerTest {
  private static final Path TOOL = Path.of("tool.jar");

  /** Otherwise a change of the tool's jar would not end the worker. */
  @Test
  void wrappedHandler_keepsItsToolFiles() {
    WorkHandler handler =
        new WorkHandler() {
          @Override
          public int work(WorkContext context) {
            return 0;
          }

          @Override
          public List<Path> toolFiles() {
            return List.of(TOOL);
          }
        };
    try (RemoteCache cache = RemoteCache.of(RemoteCacheOptions.of("http://localhost"))) {
      assertThat(cache.wrap(handler, context -> Action.of("tool")).toolFiles())
          .containsExactly(TOOL);
    }
  }
}
