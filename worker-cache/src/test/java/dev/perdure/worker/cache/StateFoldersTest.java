package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.WorkFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StateFoldersTest {
  private static final Map<String, String> INPUTS = Map.of("a", "1");

  @TempDir Path directory;

  private StateFolders states;

  private StateFolders states(int maxFolders, long maxBytes) {
    states = StateFolders.in(directory.resolve("root"), maxFolders, maxBytes);
    return states;
  }

  private StateFolders states() {
    return states(10, 1000);
  }

  @AfterEach
  void closedFolders_leaveNothing() {
    states.close();
    assertThat(directory.resolve("root")).isEmptyDirectory();
  }

  /** One request that writes a state, and keeps it. Returns whether it has found one. */
  private boolean use(String key, String text) throws Exception {
    FakeContext request = FakeContext.of(INPUTS);
    try {
      StateFolder folder = states.lend(request, key);
      Files.writeString(folder.path().resolve("state"), text);
      folder.keep();
      return folder.changes() != null;
    } finally {
      request.end();
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void directoryThatOthersCanChange_isRefused() throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    states();
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> use("key", "text"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "other users can change what is in %s: keep states where only you can write"
                    .formatted(root)
                + " [cache-states-unsafe]");
    assertThat(root).isEmptyDirectory();

    int own = (int) Files.getAttribute(root, "unix:uid");
    Files.setAttribute(root, "unix:mode", 01777); // As a directory of temporary files has.
    assertThat(use("key", "text")).isFalse();
    assertThat(use("key", "text")).isTrue();
    states.close();

    if (own == 0) {
      states();
      Files.setAttribute(root, "unix:uid", 12345);
      assertThatThrownBy(() -> use("key", "text")).hasMessageContaining("[cache-states-unsafe]");
    }
  }

  @Test
  void keptState_isLentAgainWithTheChangesSince() throws Exception {
    states();
    assertThat(use("key", "text")).isFalse();
    FakeContext next = FakeContext.of(Map.of("a", "2"));

    StateFolder folder = states.lend(next, "key");

    assertThat(folder.path().resolve("state")).hasContent("text");
    assertThat(folder.changes())
        .isEqualTo(
            new InputChanges(List.of(), List.of(new Input("a", Digest.ofText("2"))), List.of()));
    next.end();
  }

  @Test
  void file_isInTheFolder() throws Exception {
    FakeContext request = FakeContext.of(INPUTS);
    StateFolder folder = states().lend(request, "key");

    assertThat(folder.resolve("a/../b/c")).isEqualTo(folder.path().resolve("b/c"));
    request.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../other", "a/../../b", "/etc/passwd"})
  void fileThatLeavesTheFolder_isRefused(String name) throws Exception {
    FakeContext request = FakeContext.of(INPUTS);
    StateFolder folder = states().lend(request, "key");

    assertThatThrownBy(() -> folder.resolve(name))
        .isInstanceOf(WorkFailedException.class)
        .hasMessage(name + " leads out of the state folder of key [cache-state-left]");
    request.end();
  }

  @Test
  void stateThatIsNotKept_isDeleted() throws Exception {
    states();
    use("key", "text");
    FakeContext failing = FakeContext.of(INPUTS);
    Path left = states.lend(failing, "key").path();
    failing.end();

    assertThat(left).doesNotExist();
    assertThat(use("key", "text")).isFalse();
  }

  @Test
  void stateOfACancelledRequest_isNotKept() throws Exception {
    states();
    use("key", "text");
    FakeContext cancelled = FakeContext.of(INPUTS);
    StateFolder folder = states.lend(cancelled, "key");
    cancelled.cancel();
    folder.keep();
    cancelled.end();

    assertThat(use("key", "text")).isFalse();
  }

  @Test
  void otherKeys_haveOtherFolders() throws Exception {
    states();
    use("key", "text");
    assertThat(use("other", "other text")).isFalse();
    assertThat(use("key", "text")).isTrue();
  }

  @Test
  void requestWithoutInputs_hasAnEmptyFolder() throws Exception {
    states();
    use("key", "text");
    FakeContext unknown = FakeContext.of(Map.of());

    StateFolder folder = states.lend(unknown, "key");

    assertThat(folder.changes()).isNull();
    assertThat(folder.path()).isEmptyDirectory();
    unknown.end();
  }

  @Test
  void fileWithoutDigestThatChangesMeanwhile_leavesNoState() throws Exception {
    states();
    Path input = Files.writeString(directory.resolve("in"), "old");
    List<Input> inputs = List.of(new Input("in", Digest.empty()));
    for (int i = 0; i < 3; i++) {
      FakeContext request = new FakeContext(directory, inputs);
      StateFolder folder = states.lend(request, "key");
      // The first one keeps its state, and the second one does not.
      assertThat(folder.changes() == null).isEqualTo(i != 1);
      if (i == 1) {
        assertThat(folder.changes()).matches(InputChanges::isEmpty);
        Files.writeString(input, "new");
      }
      folder.keep();
      request.end();
    }
  }

  @Test
  void tooManyFolders_theLeastRecentlyUsedIsDeleted() throws Exception {
    states(2, 1000);
    use("a", "1");
    use("b", "2");
    use("a", "3");
    use("c", "4");

    assertThat(use("a", "5")).isTrue();
    assertThat(use("b", "6")).isFalse();
  }

  @Test
  void folderThatIsLent_countsForTheLimit() throws Exception {
    states(1, 1000);
    use("a", "1");
    FakeContext request = FakeContext.of(INPUTS);
    StateFolder lent = states.lend(request, "b");

    try (var folders = Files.list(lent.path().getParent())) {
      assertThat(folders).containsExactly(lent.path());
    }
    request.end();
  }

  @Test
  void tooManyBytes_theLeastRecentlyUsedIsDeleted() throws Exception {
    states(10, 100);
    use("a", "x".repeat(60));
    use("b", "x".repeat(60));
    assertThat(use("b", "x".repeat(60))).isTrue();
    assertThat(use("a", "x".repeat(101))).isFalse();
    assertThat(use("a", "x")).as("above the limit by itself").isFalse();
  }

  @Test
  void secondRequestForAKey_waitsForTheFirst() throws Exception {
    states();
    FakeContext first = FakeContext.of(INPUTS);
    StateFolder folder = states.lend(first, "key");
    FakeContext second = FakeContext.of(INPUTS);
    FutureTask<StateFolder> lending = new FutureTask<>(() -> states.lend(second, "key"));
    Thread thread = waiting(lending);
    folder.keep();
    first.end();

    assertThat(lending.get(30, TimeUnit.SECONDS).path()).isEqualTo(folder.path());
    assertThat(lending.get().changes()).matches(InputChanges::isEmpty);
    second.end();
    thread.join();
  }

  @Test
  void waitForAFolder_endsWithACancel() throws Exception {
    states();
    FakeContext first = FakeContext.of(INPUTS);
    states.lend(first, "key");
    FakeContext second = FakeContext.of(INPUTS);
    FutureTask<StateFolder> lending = new FutureTask<>(() -> states.lend(second, "key"));
    Thread thread = waiting(lending);
    second.cancel();

    assertThatThrownBy(() -> lending.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(WorkCancelledException.class);
    thread.join();
    second.end();
    first.end();
  }

  /** Starts a thread for a task, and returns when it waits. */
  private static Thread waiting(FutureTask<?> task) {
    Thread thread = new Thread(task);
    thread.start();
    while (thread.getState() != Thread.State.WAITING && !task.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(task.isDone()).isFalse();
    return thread;
  }

  @Test
  void requestThatAsksForTwoFolders_fails() throws Exception {
    states();
    FakeContext request = FakeContext.of(INPUTS);
    StateFolder folder = states.lend(request, "key");
    assertThatThrownBy(() -> states.lend(request, "other"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[cache-state-nested]");
    request.end();
    assertThatThrownBy(folder::keep)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[cache-state-ended]");
  }

  @Test
  void close_waitsForTheFolderThatIsLent() throws Exception {
    states();
    use("other", "text");
    FakeContext request = FakeContext.of(INPUTS);
    StateFolder folder = states.lend(request, "key");
    states.close();

    assertThat(folder.path()).isDirectory();
    assertThatThrownBy(() -> states.lend(FakeContext.of(INPUTS), "new"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[cache-states-closed]");
    folder.keep();
    request.end();
    assertThat(directory.resolve("root")).isEmptyDirectory();
  }

  /** Writes a state into the directory of its argument, says so, and waits for the end of input. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] args) throws Exception {
      StateFolders states = StateFolders.in(Path.of(args[0]));
      FakeContext request = FakeContext.of(INPUTS);
      StateFolder folder = states.lend(request, "key");
      Files.writeString(folder.path().resolve("state"), "text");
      folder.keep();
      request.end();
      System.out.println(folder.path());
      System.in.read();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            directory.resolve("root").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void foldersOfAKilledWorker_areDeletedByTheNextAndNoOthers() throws Exception {
    states();
    Process killed = start();
    Path abandoned = Path.of(killed.inputReader().readLine());
    killed.destroyForcibly().waitFor();
    assertThat(abandoned).isDirectory();
    Process living = start();
    Path used = Path.of(living.inputReader().readLine());
    Path others = Files.createDirectories(directory.resolve("root/perdure-others"));

    use("key", "text");

    assertThat(abandoned.getParent()).doesNotExist();
    assertThat(used).isDirectory();
    assertThat(others).isDirectory();
    Files.delete(others);
    living.getOutputStream().close();
    assertThat(living.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(used.getParent()).doesNotExist();
  }
}
