package dev.perdure.worker.it.bazel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Does what the page "Quickstart with Bazel" says, in an empty folder, without Maven. */
@Tag("bazel")
final class BazelQuickstartIT {
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
    assertThat(printed)
        .containsOnlyOnce("Created new non-sandboxed WordCount multiplex-worker")
        .contains(", 2 worker")
        .containsPattern("//:word_count_test +PASSED");
  }
}
