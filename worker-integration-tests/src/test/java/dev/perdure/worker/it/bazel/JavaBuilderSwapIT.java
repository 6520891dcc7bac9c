package dev.perdure.worker.it.bazel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.ToolRoot;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real Bazel builds Apache Commons Codec as several libraries, with its own builder and with
 * samples/java-builder in a toolchain: all that is built is the same, byte for byte.
 */
@Tag("bazel")
final class JavaBuilderSwapIT {
  private static final Pattern SOURCES = Pattern.compile("commons-codec-.*-sources\\.jar");
  private static final String CODEC = "org/apache/commons/codec/";

  /** What both builders write; ijars and the like are made of it. */
  private static final Pattern BUILT = Pattern.compile(".*\\.(jar|jdeps|jar_manifest_proto)");

  private static final String STOCK = "stock";
  private static final String PERDURE = "perdure";

  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    BazelInstallation bazel = BazelInstallation.inChroot();
    bazel.require();
    ToolRoot.chroot().require(JavaBuilderIT.JAR, JavaBuilderIT.SOURCE);
    workspace = new Workspace(bazel, "ws");
    workspace.copySample("java-builder/bazel", "ws");
    workspace.copySample("java-builder/target/java-builder.jar", "ws/toolchains/java-builder.jar");
    workspace.write("WORKSPACE", "");
    workspace.append(
        "toolchains/BUILD",
        """

        default_java_toolchain(
            name = "stock",
            configuration = {
                "source_version": "17",
                "target_version": "17",
                "ijar": ["@remote_java_tools//:ijar"],
                "java_runtime": "@local_jdk//:jdk",
                "singlejar": ["@remote_java_tools//:singlejar"],
            },
        )
        """);
    workspace.write(".bazelrc", JavaTestIT.DEBIAN);
    unpackCodec();
    workspace.write("codec/BUILD", codec());
  }

  @AfterEach
  void close() throws Exception {
    if (workspace != null) {
      workspace.close();
    }
  }

  private void unpackCodec() throws IOException {
    String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    Path sources =
        Stream.of(classPath)
            .map(Path::of)
            .filter(it -> SOURCES.matcher(it.getFileName().toString()).matches())
            .findFirst()
            .orElseThrow();
    try (InputStream in = Files.newInputStream(sources);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith(CODEC) && entry.getName().endsWith(".java")) {
          workspace.write("codec/" + entry.getName(), new String(zip.readAllBytes(), UTF_8));
        }
      }
    }
  }

  private static String codec() {
    return "package(default_visibility = [\"//visibility:public\"])\n"
        + library(
            "codec",
            "\"" + CODEC + "*.java\", \"" + CODEC + "binary/*.java\", \"" + CODEC + "util/*.java\"",
            "")
        + library("digest", "\"" + CODEC + "digest/*.java\"", "\":codec\"")
        + library("language", "\"" + CODEC + "language/**/*.java\"", "\":codec\"")
        + library("net", "\"" + CODEC + "net/*.java\"", "\":codec\"")
        + library("cli", "\"" + CODEC + "cli/*.java\"", "\":codec\", \":digest\"");
  }

  private static String library(String name, String sources, String dependencies) {
    return "java_library(name = \"%s\", srcs = glob([%s], allow_empty = True), deps = [%s])\n"
        .formatted(name, sources, dependencies);
  }

  private String build(int exitCode, String toolchain, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("build", "--noshow_progress", "--color=no"));
    command.addAll(List.of("--curses=no", "--strategy=Javac=worker", "--verbose_failures=false"));
    command.add("--extra_toolchains=//toolchains:" + toolchain + "_definition");
    command.addAll(List.of(more));
    return workspace.start(command).expect(exitCode);
  }

  /** What was built, by name. */
  private Map<String, String> built(String folder) throws IOException {
    Path root = workspace.built(folder);
    Map<String, String> built = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (BUILT.matcher(name).matches()) {
          built.put(name, Files.readString(file, ISO_8859_1));
        }
      }
    }
    return built;
  }

  @Test
  void allThatIsBuilt_isTheSame() throws Exception {
    build(0, STOCK, "//codec/...");
    Map<String, String> expected = built("codec");
    build(0, PERDURE, "//codec/...");

    assertThat(expected)
        .containsKeys("libcodec.jar", "libdigest.jdeps", "libnet.jar_manifest_proto");
    assertThat(built("codec")).isEqualTo(expected);
  }

  @Test
  void measuredForCoverage_isTheSame() throws Exception {
    List<String> coverage =
        List.of("--collect_code_coverage", "--instrumentation_filter=//codec", "//codec/...");
    build(0, STOCK, coverage.toArray(String[]::new));
    Map<String, String> expected = built("codec");
    build(0, PERDURE, coverage.toArray(String[]::new));

    assertThat(expected.get("libcodec.jar")).contains(CODEC + "CharEncoding.class.uninstrumented");
    assertThat(built("codec")).isEqualTo(expected);
  }

  @Test
  void sandboxedAndOtherwise_isTheSame() throws Exception {
    build(0, PERDURE, "//codec:net");
    Map<String, String> expected = built("codec");
    workspace.append("codec/" + CODEC + "net/Utils.java", "\n");
    build(
        0,
        PERDURE,
        "--worker_sandboxing",
        "--experimental_worker_multiplex_sandboxing",
        "--modify_execution_info=Javac=+supports-multiplex-sandboxing",
        "//codec:net");

    assertThat(built("codec")).isEqualTo(expected);
  }

  @Test
  void errors_areTheSame() throws Exception {
    workspace.write(
        "user/User.java",
        """
        package user;

        class User {
          org.apache.commons.codec.cli.Digest digest;
          org.apache.commons.codec.BinaryEncoder encoder;
        }
        """);
    workspace.write("user/Broken.java", "class Broken {\n  int i = \"größer\";\n}\n");
    workspace.write(
        "user/BUILD",
        library("user", "\"User.java\"", "\"//codec:cli\"")
            + library("broken", "\"Broken.java\"", "\"//codec:cli\""));
    for (String target : List.of("user", "broken")) {
      String expected = complaint(build(1, STOCK, "//user:" + target));

      assertThat(complaint(build(1, PERDURE, "//user:" + target)))
          .contains("error: ")
          .isEqualTo(expected);
    }
  }

  /** What the builder prints, out of all that Bazel does. */
  private static String complaint(String output) {
    int start = output.indexOf("\nuser/");
    int end = output.indexOf("\nTarget //user", start);
    return start < 0 || end < 0 ? output : output.substring(start, end);
  }
}
