package dev.perdure.samples.kotlinc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request never sees a jar as it was for an earlier one. */
class JarChangeTest {
  private static final String STDLIB =
      Unit.class.getProtectionDomain().getCodeSource().getLocation().getPath();

  private final KotlincHandler handler =
      new KotlincHandler(new IncrementalCompiler(Path.of("no-states")));

  @TempDir Path directory;

  @BeforeEach
  void writeSource() throws Exception {
    Files.writeString(directory.resolve("Old.kt"), "fun use() = lib.L.old()");
    Files.writeString(directory.resolve("New.kt"), "fun use() = lib.L.new_()");
    Files.writeString(directory.resolve("Wrong.kt"), "val wrong: String = 1");
  }

  private FakeContext request(String source, String digest) {
    String jar = directory.resolve("lib.jar").toString();
    return new FakeContext(
        List.of(
            "-no-stdlib",
            "-no-reflect",
            "-cp",
            STDLIB + ":" + jar,
            "-d",
            directory.resolve("out").toString(),
            directory.resolve(source).toString()),
        List.of(new Input(jar, Digest.ofText(digest))));
  }

  @Test
  void jarThatChangedBetweenRequests_isReadAgain() throws Exception {
    Library.write(directory.resolve("lib.jar"), "old");
    FakeContext before = request("Old.kt", "1");
    assertThat(before.workIn(handler)).as(before.printed()).isZero();
    Library.write(directory.resolve("lib.jar"), "new_");

    FakeContext after = request("New.kt", "2");

    assertThat(after.workIn(handler)).as(after.printed()).isZero();
  }

  @Test
  void jarThatChangesWhileAnOldCompilationRuns_isReadAgain() throws Exception {
    Library.write(directory.resolve("lib.jar"), "old");
    FakeContext counting = request("Old.kt", "1");
    assertThat(counting.workIn(handler)).as(counting.printed()).isZero();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    FakeContext old =
        request("Old.kt", "1")
            .onLook(
                look -> {
                  // Late enough that it has read the jar.
                  if (look == counting.looks() / 2) {
                    held.countDown();
                    await(released);
                  }
                });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> ofOld = threads.submit(() -> old.workIn(handler));
      await(held);
      Library.write(directory.resolve("lib.jar"), "new_");
      FakeContext changed = request("New.kt", "2");
      CompletableFuture<Integer> ofChanged = new CompletableFuture<>();
      threads.execute(
          () -> {
            try {
              ofChanged.complete(changed.workIn(handler));
            } catch (Throwable e) {
              ofChanged.completeExceptionally(e);
            } finally {
              changed.observed.countDown();
            }
          });
      // It waits, or it has already ended with what the old one has read.
      await(changed.observed);
      released.countDown();

      assertThat(ofChanged.get(60, TimeUnit.SECONDS)).as(changed.printed()).isZero();
      assertThat(ofOld.get(60, TimeUnit.SECONDS)).isZero();
    } finally {
      released.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void cancelledCompilation_isNoSuccess_andPrintsNoTrace() throws Exception {
    Library.write(directory.resolve("lib.jar"), "old");
    FakeContext counting = request("Wrong.kt", "1");
    assertThat(counting.workIn(handler)).isEqualTo(1);
    assertThat(counting.looks()).isPositive();
    FakeContext cancelled = request("Wrong.kt", "1");
    cancelled.onLook(look -> cancelled.cancel());

    assertThatThrownBy(() -> cancelled.workIn(handler)).isInstanceOf(WorkCancelledException.class);

    assertThat(cancelled.printed()).isEmpty();
    assertThat(cancelled.retired()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
