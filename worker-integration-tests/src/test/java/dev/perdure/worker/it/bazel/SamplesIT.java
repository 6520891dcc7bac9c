package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workspace of samples/bazel builds as its README says, with the sample workers. */
@Tag("bazel")
@ParameterizedClass(name = "{0}")
@MethodSource("installations")
@TestMethodOrder(OrderAnnotation.class) // The build from nothing comes first.
final class SamplesIT {
  private static final List<String> WAYS =
      List.of("json", "json_singleplex", "proto", "proto_singleplex");
  private static final int LINKS = 24;

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
  @Test
  void cleanBuild_makesAllTargetsInWorkers() throws Exception {
    String output = build();

    assertThat(output).contains(", " + (LINKS + 2 * WAYS.size()) + " worker");
    checkOutputs();
  }

  @Order(2)
  @Test
  void changedComment_compilesOneLibrary() throws Exception {
    workspace.append("chain/Link3.java", "// A comment.\n");

    assertThat(build()).contains(", 1 worker");
  }

  @Order(3)
  @ParameterizedTest
  @ValueSource(strings = {"sandboxed", "cancelling", "dynamic"})
  void changedCode_compilesAllThatDependsOnIt(String config) throws Exception {
    assumeTrue(
        bazel.version() >= 5 || !config.equals("cancelling"), "needs sandboxed multiplex workers");
    workspace.append("chain/Link21.java", "final class Of" + config + " {}\n");
    workspace.append("hello/name.txt", config + "\n");

    String output = build("--config=" + config);

    // Links 21 to 24, the ends, and the greetings; elsewhere is an actual other place in dynamic.
    if (!config.equals("dynamic")) {
      assertThat(output).contains(", " + (4 + 2 * WAYS.size()) + " worker");
    }
    assertThat(output).doesNotContain("__sandbox");
    checkOutputs();
  }

  @Order(4)
  @ParameterizedTest
  @ValueSource(strings = {"sandboxed", "cancelling", "dynamic"})
  void brokenCode_failsWithTheNameOfTheFile(String config) throws Exception {
    assumeTrue(
        bazel.version() >= 5 || !config.equals("cancelling"), "needs sandboxed multiplex workers");
    String source = Files.readString(workspace.file("chain/Link8.java"));
    workspace.write("chain/Link8.java", source.replace("return", "retrun"));

    String output = start("--config=" + config, "//chain:all").expect(BazelCommand.BUILD_FAILED);

    workspace.write("chain/Link8.java", source);
    assertThat(output)
        .contains("\nchain/Link8.java:8: error: ")
        .doesNotContain("__sandbox")
        .doesNotContain("Exception");
    build("--config=" + config);
    checkOutputs();
  }

  @Order(5)
  @Test
  void changedWorkerJar_startsNewWorkers() throws Exception {
    Path jar = workspace.home().resolve("samples/hello-worker/target/hello-worker.jar");
    // A comment of the archive: other bytes, same worker.
    byte[] bytes = Files.readAllBytes(jar);
    bytes[bytes.length - 2] = 1;
    Files.write(jar, bytes);
    Files.write(jar, new byte[] {'x'}, StandardOpenOption.APPEND);

    assertThat(build()).contains("Created new non-sandboxed Hello").contains(", 4 worker");
    checkOutputs();
  }

  private String build(String... options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("//...");
    return start(arguments.toArray(new String[0])).expectSuccess();
  }

  private static BazelCommand start(String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of("build", "--worker_verbose", "--noshow_progress", "--color=no", "--curses=no"));
    all.addAll(List.of(arguments));
    return workspace.start(all);
  }

  private void checkOutputs() throws Exception {
    for (String way : WAYS) {
      // The flagfiles that Bazel 4 writes are wrong beyond ASCII: UTF-8 encoded twice.
      assertThat(workspace.built("hello/hello_" + way + ".txt"))
          .content()
          .contains("/hello_" + way + ".txt Hello, ")
          .endsWith(bazel.version() >= 7 ? "Hello, Grüße & 你好\n" : "\n");
      assertThat(lengthOfChain("end_javac_" + way)).isEqualTo(LINKS);
    }
  }

  private static int lengthOfChain(String end) throws Exception {
    List<URL> jars = new ArrayList<>();
    jars.add(workspace.built("chain/" + end + ".jar").toUri().toURL());
    for (int i = 1; i <= LINKS; i++) {
      jars.add(workspace.built("chain/link" + i + ".jar").toUri().toURL());
    }
    try (URLClassLoader loader = new URLClassLoader(jars.toArray(new URL[0]), null)) {
      return (Integer) loader.loadClass("chain.End").getMethod("length").invoke(null);
    }
  }
}
