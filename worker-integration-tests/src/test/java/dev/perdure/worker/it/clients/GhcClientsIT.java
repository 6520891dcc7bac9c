package dev.perdure.worker.it.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Haskell compiler under each client; no module is taken from an earlier action. */
@Tag("ghc")
class GhcClientsIT {
  // The server is compiled once for all.
  @TempDir static Path cache;
  @TempDir Path directory;

  @BeforeAll
  static void requireGhc() {
    ToolRoot.machine().require("/usr/bin/ghc", "install the package ghc");
  }

  @ParameterizedTest
  @MethodSource("dev.perdure.worker.it.clients.Way#proto")
  void importedModule_isThatOfTheAction(Way way) throws Exception {
    Path action = Files.createDirectory(directory.resolve("action"));
    WorkerUnderTest sample =
        SampleHome.underTest("ghc-worker", Map.of("XDG_CACHE_HOME", cache.toString()));
    try (ClientWorker worker =
        new ClientWorker(
            way.client(), way.protocol(), sample.command(), sample.environment(), action)) {
      // With the module of the other action, neither compiles.
      compile(worker, "value :: Int\nvalue = 1", "used = value + 1");
      compile(worker, "value :: String\nvalue = \"a\"", "used = value ++ \"b\"");
    }
  }

  private static void compile(ClientWorker worker, String library, String uses) throws Exception {
    WorkResponse answer =
        worker.run(
            Map.of(
                "Lib.hs", ("module Lib where\n" + library + "\n").getBytes(UTF_8),
                "Uses.hs", ("module Uses where\nimport Lib\n" + uses + "\n").getBytes(UTF_8)),
            List.of("-c", "-outputdir", "out", "Lib.hs", "Uses.hs"));

    assertThat(answer.output()).isEmpty();
    assertThat(answer.exitCode()).isZero();
    assertThat(worker.file("out/Uses.o")).exists();
  }
}
