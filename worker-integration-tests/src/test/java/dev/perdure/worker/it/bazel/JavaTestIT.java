package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.ToolRoot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A {@code java_test} of Bazel runs worker tests, in samples/bazel-test. */
@Tag("bazel")
final class JavaTestIT {
  /** Where Debian's packages have what Bazel downloads elsewhere. */
  static final String DEBIAN =
      """
      common --noenable_bzlmod --enable_workspace
      common --override_repository=remote_java_tools=/usr/lib/x86_64-linux-gnu/bazel/java_tools
      common --override_repository=remote_java_tools_linux=/usr/lib/x86_64-linux-gnu/bazel/java_tools
      common --override_repository=bazel_features=/usr/share/bazel/tools/features
      common --override_repository=bazel_skylib=/usr/share/bazel/tools/skylib
      common --override_repository=rules_cc=/usr/share/bazel/rules/cc
      common --override_repository=rules_java=/usr/share/bazel/rules/java
      common --override_repository=rules_java_builtin=/usr/share/bazel/rules/java
      common --override_repository=rules_license=/usr/share/bazel/rules/license
      common --override_repository=rules_proto=/usr/share/bazel/rules/proto
      common --override_repository=rules_python=/usr/share/bazel/rules/python
      build --java_runtime_version=local_jdk --tool_java_runtime_version=local_jdk
      build --java_language_version=17 --tool_java_language_version=17
      # Debian has no native turbine.
      build --nojava_header_compilation
      """;

  private static final Pattern NEEDED =
      Pattern.compile("(worker-|junit-|opentest4j|open-test-reporting|gson|jspecify).*\\.jar");

  private static final int TESTS_FAILED = 3;
  private static final int WAYS = 8;

  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    BazelInstallation bazel = BazelInstallation.inChroot();
    bazel.require();
    ToolRoot.chroot().require(JavaBuilderIT.JAR, JavaBuilderIT.SOURCE);
    workspace = new Workspace(bazel, "ws");
    workspace.copySample("bazel-test", "ws");
    copyJars();
    workspace.write("jdk/WORKSPACE", "");
    workspace.write(
        "jdk/BUILD",
        """
        alias(
          name = "jdk",
          actual = "@local_jdk//:jdk",
          visibility = ["//visibility:public"],
        )
        """);
    String jdk = "common --override_repository=remotejdk21_linux=" + workspace.inside("ws/jdk");
    workspace.write(".bazelrc", DEBIAN + jdk + "\n");
  }

  @AfterEach
  void close() throws Exception {
    if (workspace != null) {
      workspace.close();
    }
  }

  @Test
  void workerTest_isRunInEachWay_andFailsTheBuildWhenItFails() throws Exception {
    String passed = start().expectSuccess();

    assertThat(passed).contains("PASSED").contains("proto, multiplex, process");
    assertThat(passed.lines().filter(line -> line.matches(".*(in process|process) ✔")))
        .hasSize(WAYS);

    workspace.write(
        "Shout.java", Files.readString(workspace.file("Shout.java")).replace("shouted", "said"));
    assertThat(start().expect(TESTS_FAILED)).contains("FAILED").contains("said 2");
  }

  private BazelCommand start() throws IOException {
    return workspace.start(
        List.of(
            "test",
            "--test_output=all",
            "--noshow_progress",
            "--color=no",
            "--curses=no",
            "//..."));
  }

  /** The jars of this test itself, as a resolver of Maven artifacts would bring them. */
  private void copyJars() throws IOException {
    String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    for (Path jar : Stream.of(classPath).map(Path::of).toList()) {
      String name = String.valueOf(jar.getFileName());
      if (NEEDED.matcher(name).matches()) {
        Files.copy(jar, workspace.file("jars/" + name));
      }
    }
  }
}
