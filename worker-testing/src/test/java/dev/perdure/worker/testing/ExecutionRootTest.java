package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionRootTest {
  @TempDir Path directory;

  @Test
  void digest_isTheHexadecimalTextOfTheHash() throws IOException {
    Files.writeString(directory.resolve("abc"), "abc");

    assertThat(new ExecutionRoot(directory).input("abc").digest())
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void pathThatLeavesTheRoot_isRefused() {
    ExecutionRoot root = new ExecutionRoot(directory);

    assertThatThrownBy(() -> root.resolve("a/../../b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("path leaves the execution root: a/../../b");
  }

  @Test
  void sandbox_linksInputsIsCleanedAndUsedAgain() throws IOException {
    ExecutionRoot root = new ExecutionRoot(directory);
    Files.createDirectory(directory.resolve("in"));
    Files.writeString(directory.resolve("in/a"), "a");
    Files.writeString(directory.resolve("in/b"), "b");
    SandboxDirectory sandbox = root.sandbox(1);

    sandbox.prepare(root.inputs(List.of("in/a")), List.of("out/x"));
    Files.writeString(sandbox.directory().resolve("out/x"), "first");
    Files.writeString(sandbox.directory().resolve("out/stray"), "stray");

    assertThat(sandbox.path()).isEqualTo("__sandbox/1/_main");
    assertThat(sandbox.directory().resolve("in/a")).isSymbolicLink().hasContent("a");
    sandbox.moveOutputs(List.of("out/x", "out/missing"));
    assertThat(directory.resolve("out/x")).hasContent("first");

    sandbox.prepare(root.inputs(List.of("in/b")), List.of());
    assertThat(sandbox.directory().resolve("in/a")).doesNotExist();
    assertThat(sandbox.directory().resolve("out")).doesNotExist();
    assertThat(sandbox.directory().resolve("in/b")).hasContent("b");
    assertThat(directory.resolve("in/a")).as("never through a symlink").hasContent("a");
  }
}
