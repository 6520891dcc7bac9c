package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a first answer costs is mostly the classes that it loads. */
@Timeout(60)
class FirstAnswerTest {
  private static final Pattern LIBRARY =
      // Not the JDK's own copy of ASM, in jdk.internal.
      Pattern.compile("(?<![.\\w])(com\\.google\\.(gson|protobuf)|org\\.objectweb\\.asm)\\.\\S+");

  @TempDir Path files;

  @ParameterizedTest
  @CsvSource({"SINGLEPLEX, JSON", "SINGLEPLEX, PROTO", "MULTIPLEX, JSON", "MULTIPLEX, PROTO"})
  void firstAnswer_loadsNoThirdPartyLibrary(Loop loop, Protocol protocol) throws Exception {
    Path loaded = files.resolve("loaded");
    List<String> command = Place.command(loop, "-Xlog:class+load:file=" + loaded);
    try (WorkerHarness worker = WorkerHarness.process(command).protocol(protocol).start()) {
      assertThat(worker.work("nothing").exitCode()).isZero();
      assertThat(worker.end()).isZero();
    }
    String text = Files.readString(loaded, UTF_8);
    assertThat(text).contains(DeedWorker.class.getName());
    assertThat(LIBRARY.matcher(text).results().map(each -> each.group())).isEmpty();
  }
}
