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
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.junit.jupiter.params.provider.EnumSource;
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

  @Order(6)
  @ParameterizedTest
  @EnumSource
  void librariesOfAThinWorker_areRightAfterAChangeAndACancel(JvmLanguage language)
      throws Exception {
    assumeTrue(bazel.version() >= 7, "one Bazel will do: what differs is the compiler's matter");
    String shop = language.file("Shop");
    // Two in the language, and one in Java that both languages use.
    assertThat(start("--config=cancelling", language.target()).expectSuccess())
        .containsPattern(", [23] worker");
    assertThat(total(language)).isEqualTo(400);

    String source = Files.readString(workspace.file(shop));
    workspace.write(shop, source.replace("250", "251"));
    assertThat(start(language.target()).expectSuccess()).contains(", 1 worker");
    assertThat(total(language)).isEqualTo(401);

    String price = Files.readString(workspace.file(language.file("Price")));
    workspace.write(language.file("Price"), price + language.slowLibrary);
    workspace.write(shop, source + language.slowUse);
    BazelCommand slow =
        start(
            "--config=cancelling",
            "--show_progress",
            "--show_progress_rate_limit=0.2",
            language.target());
    slow.awaitOutput("Compiling @?" + language.target() + "; [1-9]");
    slow.interrupt();
    slow.expect(BazelCommand.INTERRUPTED);

    workspace.write(language.file("Price"), price);
    workspace.write(shop, source.replace("250", "retrun"));
    assertThat(start("--config=cancelling", language.target()).expect(BazelCommand.BUILD_FAILED))
        .contains(shop + ":")
        .contains("retrun")
        .doesNotContain("__sandbox");
    workspace.write(shop, source.replace("250", "252"));
    start("--config=cancelling", language.target()).expectSuccess();
    assertThat(total(language)).isEqualTo(402);
  }

  /** A language whose libraries lie in a folder of its name. */
  enum JvmLanguage {
    KOTLIN(
        ".kt",
        "kotlin-stdlib-2[0-9.]*",
        "",
        // Each type is twice as large as the one before it.
        "fun <A> twice(a: A): Pair<A, A> = Pair(a, a)\nfun slow() {\n  val x0 = 1\n"
            + IntStream.range(0, 40)
                .mapToObj(i -> "  val x" + (i + 1) + " = twice(x" + i + ")\n")
                .collect(Collectors.joining())
            + "}\n"),
    SCALA(
        ".scala",
        "(scala3-library_3|scala-library)-[0-9.]*",
        """
        object Slow:
          import scala.quoted.*
          inline def run(): Unit = ${ impl }
          def impl(using Quotes): Expr[Unit] = { Thread.sleep(120000); '{ () } }
        """,
        """
        object Use:
          def use(): Unit = Slow.run()
        """);

    private final String suffix;
    private final String standardLibrary;
    private final String slowLibrary;
    private final String slowUse;

    JvmLanguage(String suffix, String standardLibrary, String slowLibrary, String slowUse) {
      this.suffix = suffix;
      this.standardLibrary = standardLibrary + "\\.jar";
      this.slowLibrary = slowLibrary;
      this.slowUse = slowUse;
    }

    private String folder() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String file(String name) {
      return folder() + "/" + name + suffix;
    }

    private String target() {
      return "//" + folder() + ":shop";
    }
  }

  private static int total(JvmLanguage language) throws Exception {
    List<URL> jars = new ArrayList<>();
    String own = language.folder();
    for (String library : List.of("money/cents", own + "/price", own + "/shop")) {
      jars.add(workspace.built(library + ".jar").toUri().toURL());
    }
    Path lib = workspace.home().resolve("samples/" + language.folder() + "c-worker/target/lib");
    try (Stream<Path> files = Files.list(lib)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches(language.standardLibrary)) {
          jars.add(file.toUri().toURL());
        }
      }
    }
    try (URLClassLoader loader = new URLClassLoader(jars.toArray(new URL[0]), null)) {
      return (Integer)
          loader.loadClass(language.folder() + "shop.Shop").getMethod("total").invoke(null);
    }
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
