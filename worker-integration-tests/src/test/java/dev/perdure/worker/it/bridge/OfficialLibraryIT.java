package dev.perdure.worker.it.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.CheckResult;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same sources on the official library itself, from Bazel's Java tools. */
@Tag("bazel")
class OfficialLibraryIT {
  private static final String JAR = "/usr/share/bazel/tools/java_tools/JavaBuilder_deploy.jar";
  private static final String SOURCE = "run .ci/setup-chroot --package=bazel-java-tools";

  @TempDir Path classes;

  private Path library = Path.of("");

  @BeforeEach
  void requireLibrary() {
    ToolRoot.chroot().require(JAR, SOURCE);
    library = ToolRoot.chroot().fromOutside(JAR);
  }

  @ParameterizedTest
  @EnumSource
  void conversation_isThatOfTheBridge(Protocol protocol) {
    compile(OfficialApiWorker.class);
    try (WorkerHarness worker =
        WorkerHarness.process(official(protocol)).protocol(protocol).multiplex().start()) {
      Exchange.CONVERSATION.forEach(exchange -> exchange.check(worker));
    }
  }

  /** Else the bridge would have no reason; its own tests show that it passes these. */
  @Test
  void defectsOfTheOfficialLibrary_areStillThere(@TempDir Path folder) throws Exception {
    compile(OfficialApiWorker.class);
    ConformanceReport report =
        ConformanceKit.of(
                BridgeConformanceIT.worker(folder, Protocol.PROTO, official(Protocol.PROTO)))
            .patience(Duration.ofSeconds(10))
            .only(
                Set.of("first-answer", "failures", "duplicate-id", "threads-bounded", "cut-short"))
            .check();

    assertThat(report.failures().stream().map(CheckResult::id))
        .as(report.table())
        .containsExactly("failures", "duplicate-id", "threads-bounded", "cut-short");
  }

  @Test
  void workerCompiledWithTheOfficialLibrary_linksWithTheBridge() {
    compile(LinkedWorker.class);
    List<Path> classPath = new ArrayList<>(BridgeCommand.bridge(Protocol.PROTO));
    classPath.add(0, classes);
    try (WorkerHarness worker =
        WorkerHarness.process(BridgeCommand.command(classPath, LinkedWorker.class, Protocol.PROTO))
            .start()) {
      assertThat(worker.work("a", "b")).isEqualTo(WorkResponse.of(0, 2, "[a, b]"));
    }
  }

  private List<String> official(Protocol protocol) {
    return BridgeCommand.command(List.of(classes, library), OfficialApiWorker.class, protocol);
  }

  /** Compiles a worker of this package with the official library. */
  private void compile(Class<?> worker) {
    Path source = Path.of("src/test/java", worker.getName().replace('.', '/') + ".java");
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                errors,
                errors,
                "-d",
                classes.toString(),
                "-cp",
                library.toString(),
                source.toString());
    assertThat(exitCode).as(errors.toString(UTF_8)).isZero();
  }
}
