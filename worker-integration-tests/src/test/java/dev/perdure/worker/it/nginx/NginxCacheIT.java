package dev.perdure.worker.it.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.cache.remote.RemoteCacheOptions;
import dev.perdure.worker.cache.remote.RemoteCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The remote cache on a real server, in its good and its bad hours. */
@Tag("nginx")
class NginxCacheIT {
  private static final int SMALL = 3;
  private static final int LARGE = 20_000;

  @TempDir Path dir;
  private Nginx nginx;

  @BeforeEach
  void start() throws IOException {
    nginx = new Nginx(dir.resolve("nginx"));
  }

  @AfterEach
  void stop() throws Exception {
    if (nginx != null) {
      nginx.close();
    }
  }

  private Builder builder(String name, RemoteCacheOptions options) throws IOException {
    return new Builder(dir.resolve(name), options, 1);
  }

  private RemoteCacheOptions at(String part) {
    return RemoteCacheOptions.of(nginx.url(part));
  }

  private static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!isSeen(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not happen within 30 s");
      }
      LockSupport.parkNanos(500_000); // Files of another process wake nobody.
    }
  }

  private static boolean isSeen(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (UncheckedIOException e) {
      return false; // A file was renamed while the folder was read.
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void writerAndReader_shareWhatOnlyTheWriterPublishes() throws Exception {
    RemoteCacheOptions reading = at("cache").credentials(RemoteCredentials.of("reader", "r3ad"));
    RemoteCacheOptions writing = at("cache").credentials(RemoteCredentials.of("writer", "wr1te"));
    try (Builder reader = builder("reader", reading);
        Builder writer = builder("writer", writing);
        Builder stranger = builder("stranger", at("cache"));
        Builder liar =
            builder("liar", at("cache").credentials(RemoteCredentials.of("reader", "s3cret")))) {
      reader.make("a", SMALL);
      assertThat(files(nginx.store())).isEmpty();
      assertThat(reader.log()).containsOnlyOnce("[remote-cache-away]").contains("status 403");

      WorkResponse made = writer.make("b", SMALL);
      assertThat(reader.make("b", SMALL)).isEqualTo(made);
      assertThat(reader.statistics().hits()).isOne();

      stranger.make("b", SMALL);
      liar.make("b", SMALL);
      assertThat(stranger.runs() + liar.runs()).isEqualTo(2);
      assertThat(reader.log() + writer.log() + stranger.log() + liar.log())
          .doesNotContain("r3ad", "wr1te", "s3cret", "Basic");
    }
  }

  @Test
  void wrongContent_isMadeHereAndPublishedAgain() throws Exception {
    try (Builder one = builder("one", at("open"));
        Builder two = builder("two", at("open"));
        Builder three = builder("three", at("open"))) {
      one.make("a", SMALL);
      for (Path blob : files(nginx.store().resolve("open/cas"))) {
        byte[] bytes = Files.readAllBytes(blob);
        bytes[7] ^= 1;
        Files.write(blob, bytes);
      }
      two.make("a", SMALL);
      assertThat(two.runs()).isOne();
      assertThat(two.log()).containsOnlyOnce("[remote-entry-corrupt]");

      three.make("a", SMALL);
      assertThat(three.runs()).isZero();
    }
  }

  @Test
  void truncatedContent_isMadeHere() throws Exception {
    try (Builder one = builder("one", at("open"));
        Builder two = builder("two", at("open"))) {
      one.make("a", SMALL);
      for (Path blob : files(nginx.store().resolve("open/cas"))) {
        Files.write(blob, new byte[] {1, 2, 3});
      }
      two.make("a", SMALL);
      assertThat(two.log()).contains("3 bytes of SHA-256");
    }
  }

  @Test
  void serverErrors_areLeftAloneWithOneLine() throws Exception {
    try (Builder one = builder("one", at("broken"))) {
      for (String output : List.of("a", "b", "c", "d")) {
        one.make(output, SMALL);
      }
      assertThat(one.log()).containsOnlyOnce("[remote-cache-away]").contains("status 500");
      assertThat(nginx.accessLog().lines()).hasSize(3);
    }
  }

  @Test
  void slowAnswer_isNotWaitedFor() throws Exception {
    try (Builder one = builder("one", at("open"));
        Builder two = builder("two", at("slow").timeout(Duration.ofMillis(300)))) {
      one.make("a", LARGE);
      two.make("a", LARGE);
      assertThat(two.runs()).isOne();
      assertThat(two.log()).contains("no whole answer within 300 ms");
      assertThat(files(two.file(""))).hasSize(2);
    }
  }

  @Test
  void killDuringADownload_isMadeHere() throws Exception {
    try (Builder one = builder("one", at("open"));
        Builder two = builder("two", at("slow"))) {
      one.make("a", LARGE);
      two.send("a", LARGE);
      until("the first bytes came", () -> files(two.file("")).stream().anyMatch(this::hasBytes));
      nginx.kill();
      two.await("a", LARGE);

      assertThat(two.runs()).isOne();
      assertThat(files(two.file(""))).hasSize(2);
      nginx.restart();
    }
  }

  private boolean hasBytes(Path file) {
    try {
      return file.toString().endsWith(".part") && Files.size(file) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void killDuringAnUpload_leavesNothingThatIsNotWhole() throws Exception {
    try (Builder one = builder("one", at("open"))) {
      one.send("a", LARGE);
      until("the upload began", () -> !files(nginx.store()).isEmpty());
      nginx.kill();
      one.await("a", LARGE);
    }
    nginx.restart();
    try (Builder two = builder("two", at("open"));
        Builder three = builder("three", at("open"))) {
      two.make("a", LARGE);
      three.make("a", LARGE);
      assertThat(three.runs()).isZero();
    }
  }

  @Test
  void fullDisk_stillServesWhatIsThere() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "mount asks for root");
    nginx.close();
    Path small = Files.createDirectories(dir.resolve("small"));
    Path store = Files.createDirectories(small.resolve("store"));
    run("mount", "-t", "tmpfs", "-o", "size=2m", "perdure-it", store.toString());
    try {
      nginx = new Nginx(small);
      try (Builder one = builder("one", at("open"));
          Builder two = builder("two", at("open"))) {
        one.make("a", SMALL);
        one.make("b", LARGE);
        one.make("c", LARGE);
        two.make("a", SMALL);

        assertThat(two.runs()).isZero();
        assertThat(one.statistics().published()).isOne();
        assertThat(one.log()).containsOnlyOnce("[remote-cache-away]");
      }
    } finally {
      nginx.close();
      run("umount", store.toString());
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void manyPublishersOfOneKey_leaveOneWholeEntry() throws Exception {
    List<Builder> builders = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        Builder builder = builder("b" + i, at("open"));
        builders.add(builder);
        builder.send("a", SMALL);
      }
      for (Builder builder : builders) {
        builder.await("a", SMALL);
      }
      try (Builder last = builder("last", at("open"))) {
        last.make("a", SMALL);
        assertThat(last.runs()).isZero();
      }
    } finally {
      builders.forEach(Builder::close);
    }
  }
}
