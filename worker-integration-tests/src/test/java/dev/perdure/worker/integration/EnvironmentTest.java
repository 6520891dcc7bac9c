package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The environment that Bazel gives: TMPDIR, and so the C locale (F2). */
@Timeout(60)
class EnvironmentTest {
  @TempDir Path files;

  private WorkerHarness start(Protocol protocol, String... variables) {
    return WorkerHarness.process(Place.command(Loop.SINGLEPLEX))
        .protocol(protocol)
        .directory(files)
        .environment(
            variables.length == 0
                ? Map.of("TMPDIR", files.toString())
                : Map.of("TMPDIR", files.toString(), variables[0], variables[1]))
        .start();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void cLocale_keepsArgumentsAndOutput(Protocol protocol) {
    try (WorkerHarness worker = start(protocol)) {
      assertThat(worker.work("echo", "Grün 世界 😀").output()).isEqualTo("Grün 世界 😀");
      assertThat(worker.work("fail", "Grün").output()).contains("IllegalArgumentException: Grün");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void cLocale_nonAsciiPath_isRefusedWithTheRemedy(Protocol protocol) {
    try (WorkerHarness worker = start(protocol)) {
      WorkResponse answer = worker.work("write-file", "Grün/世界");
      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.output())
          .contains("path Grün/世界 can't be used", "LC_CTYPE=C.UTF-8", "[path-unusable]");
    }
  }

  @ParameterizedTest
  @CsvSource({"JSON, LC_CTYPE", "PROTO, LC_CTYPE", "PROTO, LC_ALL"})
  void utf8Locale_nonAsciiPath_works(Protocol protocol, String variable) throws Exception {
    try (WorkerHarness worker = start(protocol, variable, "C.UTF-8")) {
      assertThat(worker.work("shell", "mkdir Gr\u00fcn; ls").exitCode()).isZero();
      assertThat(worker.work("write-file", "Grün/世界")).isEqualTo(WorkResponse.of(0, 0, ""));
      try (var found = Files.walk(files.resolve("Grün"))) {
        assertThat(found.filter(Files::isRegularFile))
            .singleElement()
            .satisfies(file -> assertThat(Files.readString(file, UTF_8)).isEqualTo("written"));
      }
    }
  }
}
