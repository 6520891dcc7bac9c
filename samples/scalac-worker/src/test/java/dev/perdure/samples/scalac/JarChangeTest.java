package dev.perdure.samples.scalac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request never sees a jar as it was for an earlier one. */
class JarChangeTest {
  private static final String STDLIB =
      jarOf(scala.runtime.LazyVals.class) + ":" + jarOf(scala.Predef.class);

  private static String jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private final ScalacHandler handler = new ScalacHandler();

  @TempDir Path directory;

  @BeforeEach
  void writeSource() throws Exception {
    Files.writeString(directory.resolve("Old.scala"), "def use = lib.L.old");
    Files.writeString(directory.resolve("New.scala"), "def use = lib.L.new_");
    Files.writeString(directory.resolve("Wrong.scala"), "val wrong: String = 1");
  }

  private FakeContext request(String source, String digest) {
    String jar = directory.resolve("lib.jar").toString();
    return new FakeContext(
        List.of(
            "-classpath",
            STDLIB + ":" + jar,
            "-d",
            directory.toString(),
            directory.resolve(source).toString()),
        List.of(new Input(jar, Digest.ofText(digest))));
  }

  @Test
  void jarThatChangedBetweenRequests_isReadAgain() throws Exception {
    Library.write(directory.resolve("lib.jar"), "old");
    FakeContext before = request("Old.scala", "1");
    assertThat(before.workIn(handler)).as(before.printed()).isZero();
    Library.write(directory.resolve("lib.jar"), "new_");

    FakeContext after = request("New.scala", "2");

    assertThat(after.workIn(handler)).as(after.printed()).isZero();
  }

  @Test
  void cancelledCompilation_isNoSuccess_andPrintsNoTrace() throws Exception {
    Library.write(directory.resolve("lib.jar"), "old");
    FakeContext counting = request("Wrong.scala", "1");
    assertThat(counting.workIn(handler)).isEqualTo(1);
    assertThat(counting.looks()).isPositive();
    FakeContext cancelled = request("Wrong.scala", "1");
    cancelled.onLook(look -> cancelled.cancel());

    assertThatThrownBy(() -> cancelled.workIn(handler)).isInstanceOf(WorkCancelledException.class);

    assertThat(cancelled.printed()).isEmpty();
    assertThat(cancelled.retired()).isEmpty();
  }
}
