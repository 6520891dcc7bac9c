package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The rules in bazel/, by their test module, in a folder with a blank in its name. */
@Tag("bazel")
@TestMethodOrder(OrderAnnotation.class) // The build from nothing comes first.
final class BazelRulesIT {
  private static final int TESTS_FAILED = 3;

  private static Workspace workspace;

  @BeforeAll
  static void open() throws IOException {
    BazelInstallation bazel = BazelInstallation.inChroot();
    bazel.require();
    bazel.root().require(JavaBuilderIT.JAR, JavaBuilderIT.SOURCE);
    workspace = new Workspace(bazel, "perdure/bazel/a test", "--bazelrc=../../../offline/bazelrc");
    BazelModule.cutOff(workspace);
    BazelModule.copyTo(workspace);
    workspace.copySample("../bazel/test", "perdure/bazel/a test");
  }

  @AfterAll
  static void close() throws Exception {
    if (workspace != null) {
      Workspace closing = workspace;
      workspace = null;
      closing.close();
    }
  }

  @Order(1)
  @Test
  void workers_runTheirActions_inEveryForm() throws Exception {
    List<String> forms = List.of("plain", "trapped", "refused", "wrapped", "bridged");
    List<String> command = command("build", "--worker_verbose");
    forms.forEach(form -> command.add("//:copied_" + form));

    String output = workspace.start(command).expectSuccess();

    // The workspace lets no copy be made without a worker.
    assertThat(output)
        .contains("Created new non-sandboxed Copy multiplex-worker")
        .contains("Created new non-sandboxed Copy worker")
        .contains("The JVM made no archive, so it will start without one.");
    for (String form : forms) {
      assertThat(workspace.built("copied_" + form + ".txt")).hasContent("a file");
    }
  }

  @Order(2)
  @Test
  void conformanceTest_passesWithTheExitTrap_andFailsWithoutIt() throws Exception {
    List<String> command = command("test", "--test_output=errors", "--keep_going");
    command.addAll(List.of("//:trapped_test", "//:plain_test"));

    assertThat(workspace.start(command).expect(TESTS_FAILED))
        .containsPattern("//:trapped_test +PASSED")
        .containsPattern("//:plain_test +FAILED")
        .contains("request 1 called System.exit");
  }

  @Order(3)
  @Test
  void trainingRequestWithAnotherExitCode_failsTheBuild() throws Exception {
    List<String> command = command("build", "//:copied_untrained");

    assertThat(workspace.start(command).expect(BazelCommand.BUILD_FAILED))
        .contains("exit code 0 instead of 3")
        .contains("did not answer the training requests in wrong.json as that file says");
  }

  @Order(4)
  @Test
  void archiveThatTheJdkRefuses_doesNotBreakTheWorker() throws Exception {
    workspace.start(command("build", "//:copied_trapped")).expectSuccess();
    String refused =
        """
        cd bazel-out/*-exec-*/bin
        test -s trapped.jsa
        rm trapped.jsa
        echo "no archive" > trapped.jsa
        echo text > 'a file'
        # Without a PATH, a locale and a HOME.
        env -i ./trapped 'a copy' 'a file'
        cat 'a copy'
        env -i ./trapped exit 7
        """;

    assertThat(workspace.startShell(refused).expect(7)).contains("\ntext\n");
  }

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    command.addAll(1, List.of("--noshow_progress", "--color=no", "--curses=no"));
    return command;
  }
}
