package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbsentInputTest {
  private static final CacheKey<Boolean> KEY = CacheKey.of(Boolean.class);

  private final DigestCache cache = DigestCache.create();

  @TempDir Path folder;

  private boolean isThere(String path) {
    FakeContext context = new FakeContext(folder, List.of());
    return cache.get(context, KEY, scope -> scope.find(path).isPresent());
  }

  @Test
  void inputBelowAFile_isAbsent() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "1");

    assertThat(isThere("file/a/b")).isFalse();
    assertThat(isThere("file/a/b")).isFalse();
    assertThat(cache.statistics().loads()).isEqualTo(1);
    Files.delete(file);
    Files.createDirectories(folder.resolve("file/a"));
    Files.writeString(folder.resolve("file/a/b"), "1");
    assertThat(isThere("file/a/b")).isTrue();
  }
}
