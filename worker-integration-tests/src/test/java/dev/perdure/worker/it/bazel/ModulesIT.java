package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bazel builds a Haskell library and a Scheme project through the workers, a module an action. */
@Tag("bazel")
@ParameterizedClass(name = "{0}")
@MethodSource("installations")
@TestMethodOrder(OrderAnnotation.class) // The build from nothing comes first.
final class ModulesIT {
  /** What is built, and how many modules it has. */
  enum Project {
    HASKELL("//haskell:library", 40, "haskell/M39.hi", "/usr/bin/ghc", "ghc"),
    SCHEME("//scheme:project", 60, "scheme/m59.go", "/usr/bin/guild", "guile-3.0-dev");

    private final String target;
    private final int modules;
    private final String last;
    private final String tool;
    private final String source;

    Project(String target, int modules, String last, String tool, String source) {
      this.target = target;
      this.modules = modules;
      this.last = last;
      this.tool = tool;
      this.source = "install the package " + source + ", or run .ci/real-tools";
    }
  }

  private static Workspace workspace;

  @Parameter BazelInstallation bazel;

  static Stream<BazelInstallation> installations() {
    return Stream.of(BazelInstallation.inChroot(), BazelInstallation.onMachine());
  }

  @BeforeParameterizedClassInvocation
  static void open(BazelInstallation bazel) throws IOException {
    bazel.require();
    workspace = SampleWorkspace.open(bazel);
  }

  @AfterParameterizedClassInvocation
  static void close() throws Exception {
    if (workspace != null) {
      Workspace closing = workspace;
      workspace = null;
      closing.close();
    }
  }

  @Order(1)
  @ParameterizedTest
  @EnumSource
  void cleanBuild_compilesEachModuleInAWorker(Project project) throws Exception {
    bazel.root().require(project.tool, project.source);

    assertThat(build(project)).contains(", " + project.modules + " worker");
    assertThat(workspace.built(project.last)).isNotEmptyFile();
  }

  @Order(2)
  @ParameterizedTest
  @EnumSource
  void sandboxedBuild_findsAllThatItDeclares(Project project) throws Exception {
    assumeTrue(bazel.version() >= 5, "needs sandboxed multiplex workers");
    bazel.root().require(project.tool, project.source);
    String folder = project.name().toLowerCase(Locale.ROOT);
    // Every source is another one, so every module is compiled.
    String comment = project == Project.HASKELL ? "-- again" : ";; again";
    String rules = Files.readString(workspace.file(folder + "/BUILD"));
    workspace.write(
        folder + "/BUILD",
        rules.replace("\n                \"\",\n", "\n                \"" + comment + "\",\n"));

    String output = build(project, "--config=cancelling");

    assertThat(output)
        .contains(", " + project.modules + " worker")
        .contains("multiplex")
        .doesNotContain("__sandbox");
    assertThat(workspace.built(project.last)).isNotEmptyFile();
  }

  private static String build(Project project, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("build", "--worker_verbose", "--noshow_progress", "--color=no", "--curses=no"));
    // The compiled server is kept where the test ends.
    command.add("--action_env=XDG_CACHE_HOME=" + workspace.inside("cache"));
    command.addAll(List.of(options));
    command.add(project.target);
    return workspace.start(command).expectSuccess();
  }
}
