package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Does what the page "Quickstart with Bazel" says, in an empty folder, without Maven. */
@Tag("bazel")
final class BazelQuickstartIT {
  private static final Pattern LOG = Pattern.compile("multiplex-worker-\\d+-WordCount\\.log");

  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    BazelInstallation bazel = BazelInstallation.inChroot();
    bazel.require();
    bazel.root().require(JavaBuilderIT.JAR, JavaBuilderIT.SOURCE);
    workspace = new Workspace(bazel, "ws", BazelModule.startup());
    BazelModule.cutOff(workspace);
    BazelModule.copyTo(workspace);
  }

  @AfterEach
  void close() throws Exception {
    if (workspace != null) {
      workspace.close();
    }
  }

  @Test
  void page_takesAnEmptyFolder_toAWarmWorkerAndAPassedTest() throws Exception {
    BazelPage page = BazelPage.read();
    for (String file : page.files()) {
      workspace.copySample("bazel-quickstart/" + file, "ws/" + file);
    }
    StringBuilder printed = new StringBuilder();
    for (BazelPage.Command command : page.commands()) {
      String output = workspace.startShell(command.text()).expectSuccess();
      assertThat(output).endsWith(command.printed());
      printed.append(output);
    }

    assertThat(page.commands()).hasSize(2);
    assertThat(printed).contains("counted 9 words").containsPattern("//:word_count_test +PASSED");
    // Two requests at once, each of which is told as a new worker, in one process with one log.
    assertThat(LOG.matcher(printed).results().map(MatchResult::group).distinct()).hasSize(1);

    workspace.write("texts/a.txt", "one two three\n");
    assertThat(workspace.startShell("bazel build //:report_a --worker_verbose").expectSuccess())
        .contains("counted 3 words")
        .contains(", 1 worker")
        .doesNotContain("Created new");
  }
}
