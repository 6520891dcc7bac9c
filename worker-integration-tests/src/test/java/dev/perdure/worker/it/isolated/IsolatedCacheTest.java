package dev.perdure.worker.it.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import dev.perdure.worker.cache.DigestCache;
import dev.perdure.worker.it.isolated.shared.SharedCache;
import dev.perdure.worker.multiplex.IsolatedTool;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slots that are isolated use one cache. */
@Timeout(60)
class IsolatedCacheTest {
  @TempDir Path directory;

  private static String work(WorkerHarness worker, String digest) {
    Input input = new Input("in.txt", Digest.ofText(digest));
    return worker.work(WorkRequest.of(0, List.of()).withInputs(List.of(input))).output();
  }

  @Test
  void cacheOfASharedPackage_keepsValuesForAllSlots() throws Exception {
    WorkHandler tool =
        IsolatedTool.of(
                List.of(ClassCopy.of(directory, CachingTool.class)), CachingTool.class.getName())
            .sharing(SharedCache.class, DigestCache.class);
    try (WorkerHarness one = WorkerHarness.inProcess(Worker.of(tool)).start();
        WorkerHarness two = WorkerHarness.inProcess(Worker.of(tool)).start()) {
      assertThat(work(one, "1a")).isEqualTo("1 1 2");
      // Its own class is another key in each slot.
      assertThat(work(two, "1a")).isEqualTo("1 1 3");
      assertThat(work(one, "1a")).isEqualTo("2 1 2");
      // Another input is another value, for both.
      assertThat(work(two, "2b")).isEqualTo("2 4 5");
      assertThat(work(one, "2b")).isEqualTo("3 4 6");
    }
  }
}
