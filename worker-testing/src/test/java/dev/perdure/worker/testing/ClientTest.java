package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClientTest {
  private static final List<String> ACTION =
      List.of("tool", "--flag", "@repo//x", "@a.args", "@@b", "--flagfile=c", "d");

  private ExecutionRoot root;

  @BeforeEach
  void makeFlagfile(@TempDir Path directory) throws IOException {
    root = new ExecutionRoot(directory);
    Files.writeString(root.resolve("a.args"), "one\ntwo\n");
  }

  private static WorkRequest action(String... arguments) {
    Input input = new Input("a.args", Digest.ofText("abc"));
    return WorkRequest.of(0, List.of(arguments)).withInputs(List.of(input)).withVerbosity(10);
  }

  @ParameterizedTest
  @EnumSource(names = {"BAZEL_4", "BAZEL_7", "BAZEL_8", "BUILDBARN"})
  void command_startsWithAllButFlagfiles(Client client) {
    ClientCommand command = client.command(ACTION);

    assertThat(command.startup())
        .containsExactly("tool", "--flag", "@repo//x", "@@b", "d", "--persistent_worker");
    assertThat(command.request()).containsExactly("@a.args", "--flagfile=c");
  }

  @ParameterizedTest
  @EnumSource(names = {"BUILDFARM", "BUILDBUDDY"})
  void command_takesLabelsForFlagfiles(Client client) {
    ClientCommand command = client.command(ACTION);

    assertThat(command.startup()).containsExactly("tool", "--flag", "d", "--persistent_worker");
    assertThat(command.request()).containsExactly("@repo//x", "@a.args", "@@b", "--flagfile=c");
  }

  @Test
  void commandOfNativeLink_isSplitAtTheFirstAt() {
    ClientCommand command = Client.NATIVELINK.command(ACTION);

    assertThat(command.startup()).containsExactly("tool", "--flag", "--persistent_worker");
    assertThat(command.request())
        .containsExactly("@repo//x", "@a.args", "@@b", "--flagfile=c", "d");
  }

  @ParameterizedTest
  @EnumSource
  void flagfile_isExpandedOrLeft(Client client) {
    assertThat(client.request(action("@a.args"), root).arguments())
        .isEqualTo(client.expandsFlagfiles() ? List.of("one", "two") : List.of("@a.args"));
  }

  @Test
  void digests_areTextAMessageOrNothing() {
    assertThat(digest(Client.BUILDFARM)).isEqualTo(Digest.ofText("abc"));
    assertThat(digest(Client.BUILDBUDDY))
        .isEqualTo(Digest.of(HexFormat.of().parseHex("0a03" + "616263" + "1008")));
    assertThat(digest(Client.NATIVELINK)).isEqualTo(Digest.empty());
  }

  private Digest digest(Client client) {
    return client.request(action("x"), root).inputs().get(0).digest();
  }

  @Test
  void sandboxDirectory_isAbsoluteUnderNativeLinkOnly() {
    assertThat(Client.NATIVELINK.request(action("x"), root).sandboxDir())
        .isEqualTo(root.directory().toString());
    assertThat(Client.BUILDFARM.request(action("x"), root).sandboxDir()).isEmpty();
  }

  @Test
  void whatAClientNeverSends_isRefused() throws IOException {
    Files.writeString(root.resolve("long.args"), "x".repeat(64 << 10));
    WorkRequest sandboxed = WorkRequest.of(0, List.of()).withSandboxDir("box");

    assertRefused(Client.BUILDFARM, WorkRequest.of(3, List.of()), "request id 3");
    assertRefused(Client.BAZEL_4, sandboxed, "sandbox directory box");
    assertRefused(Client.BUILDBUDDY, action("@long.args"), "a line of 64 KiB");
    assertRefused(Client.NATIVELINK, WorkRequest.cancelOf(0), "a cancel");
  }

  private void assertRefused(Client client, WorkRequest action, String what) {
    assertThatThrownBy(() -> client.request(action, root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(client.program() + " never sends ")
        .hasMessageEndingWith(what);
  }
}
