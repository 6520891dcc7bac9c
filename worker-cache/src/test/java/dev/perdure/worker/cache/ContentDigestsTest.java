package dev.perdure.worker.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestsTest {
  private static final FileTime SAME_TIME = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir Path folder;

  /** To this clock all files of the test are old. */
  private final InstantSource later =
      InstantSource.offset(InstantSource.system(), Duration.ofHours(1));

  private final ContentDigests digests = new ContentDigests(later, 2);

  private Path write(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setLastModifiedTime(file, SAME_TIME);
  }

  private static Digest digest(String content) {
    return Sha256.of(content.getBytes(UTF_8));
  }

  @Test
  void unchangedFile_isReadOnce() throws IOException {
    Path file = write("a", "first");
    assertThat(digests.of(file)).isEqualTo(digest("first"));
    assertThat(digests.reads()).isEqualTo(1);

    assertThat(digests.of(file)).isEqualTo(digest("first"));

    assertThat(digests.reads()).isEqualTo(1);
  }

  @Test
  void fileUnderAnotherName_isTheSameFile() throws IOException {
    Path file = write("a", "first");
    digests.of(file);

    assertThat(digests.of(Files.createLink(folder.resolve("b"), file))).isEqualTo(digest("first"));
    assertThat(digests.of(Files.createSymbolicLink(folder.resolve("c"), file)))
        .isEqualTo(digest("first"));
  }

  @Test
  void fileSwappedWithSameSizeAndTime_isSeen() throws IOException {
    Path file = write("a", "first");
    digests.of(file);
    Path other = write("b", "other");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(SAME_TIME);
    assertThat(digests.of(file)).isEqualTo(digest("other"));
  }

  @Test
  void fileJustWritten_isReadEachTime() throws IOException {
    ContentDigests now = new ContentDigests(InstantSource.system(), 2);
    Path file = write("a", "first");
    now.of(file);
    // Within one tick of the file system's clock the identity may well stay the same.
    write("a", "other");

    assertThat(now.of(file)).isEqualTo(digest("other"));
    assertThat(now.reads()).isEqualTo(2);
  }

  @Test
  void manyFiles_areForgottenOldestFirst() throws IOException {
    Path kept = write("a", "kept");
    Path forgotten = write("b", "forgotten");
    digests.of(kept);
    digests.of(forgotten);
    digests.of(kept);
    digests.of(write("c", "new"));
    long reads = digests.reads();

    digests.of(kept);
    assertThat(digests.reads()).isEqualTo(reads);
    digests.of(forgotten);
    assertThat(digests.reads()).isEqualTo(reads + 1);
  }

  @Test
  void missingFile_failsAndIsFoundLater() throws IOException {
    assertThatThrownBy(() -> digests.of(folder.resolve("a")))
        .isInstanceOf(NoSuchFileException.class);

    assertThat(digests.of(write("a", "first"))).isEqualTo(digest("first"));
  }
}
