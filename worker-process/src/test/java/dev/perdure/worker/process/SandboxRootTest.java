package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.files.FileClaim;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose the files in the root of an additive sandbox are, and how outputs leave it. */
@Timeout(60)
class SandboxRootTest {
  @TempDir Path temp;

  private Path root;
  private Path requestDir;

  @BeforeEach
  void create() throws IOException {
    root = Files.createDirectories(temp.resolve("trees"));
    requestDir = Files.createDirectories(temp.resolve("request"));
  }

  @AfterEach
  void deleteFarRoot() throws IOException {
    if (!root.startsWith(temp)) {
      FileClaim.removeAbandoned(root);
      Files.deleteIfExists(root);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999-my-results", "12x-abc", "perdure-x", "1-1.lock", "-", "7-"})
  void filesOfOthers_stay(String name) throws Exception {
    Path others = Files.createFile(Files.createDirectory(root.resolve(name)).resolve("file"));
    try (ProcessPool pool = pool()) {
      assertThat(run(pool, "pwd").exitCode()).isZero();
    }
    assertThat(others).exists();
    assertThat(names(root)).containsExactly(name);
  }

  @Test
  void treeOfAKilledWorker_isDeletedByTheNext() throws Exception {
    Process worker = SandboxWorker.start(List.of(), root, requestDir);
    Path tree = Path.of(worker.inputReader(StandardCharsets.UTF_8).readLine());
    worker.destroyForcibly().waitFor();
    assertThat(tree).isDirectory();
    try (ProcessPool pool = pool()) {
      run(pool, "pwd");
      assertThat(tree).doesNotExist();
    }
    assertThat(names(root)).isEmpty();
  }

  @Test
  void treesOfLivingWorkers_stayInAllPidNamespaces() throws Exception {
    List<String> unshare = List.of("unshare", "-p", "-f", "--mount-proc");
    assumeTrue(runs(unshare), "this machine lets nobody have another PID namespace");
    try (Running one = new Running(unshare);
        Running two = new Running(unshare);
        Running three = new Running(List.of());
        ProcessPool pool = pool();
        ProcessPool other = pool()) {
      String ours = run(pool, "pwd").output();
      String others = run(other, "pwd").output();
      assertThat(List.of(one.tree, two.tree, three.tree, Path.of(ours), Path.of(others)))
          .doesNotHaveDuplicates()
          .allMatch(Files::isDirectory);
      assertThat(run(pool, "pwd").output()).isEqualTo(ours);
    }
  }

  @Test
  void outputOfARootOnAnotherFileSystem_isNeverHalf() throws Exception {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isDirectory(memory) && !sameStore(memory), "the machine has one file system");
    root = Files.createTempDirectory(memory, "perdure-trees-");
    Path output = requestDir.resolve("big");
    try (Running worker = new Running(List.of());
        WatchService watch = requestDir.getFileSystem().newWatchService()) {
      requestDir.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      worker.process.getOutputStream().write('\n');
      worker.process.getOutputStream().flush();
      assertThat(watch.poll(30, TimeUnit.SECONDS)).as("the move has begun").isNotNull();
      worker.process.destroyForcibly().waitFor();
      assertThat(Files.exists(output)).isFalse();
    }
    try (ProcessPool pool = pool()) {
      ProcessRequest write =
          ProcessRequest.of(requestDir, List.of("write", "big", "text"))
              .withOutputs(List.of("big"));
      assertThat(pool.run(FakeChild.that(), write, TestToken.never()).exitCode()).isZero();
    }
    assertThat(output).hasContent("text");
    assertThat(names(requestDir)).containsExactly("big");
    assertThat(names(root)).isEmpty();
  }

  @Test
  void outputBelowASymlinkOfTheTool_leavesWhatItLeadsTo() throws Exception {
    Path others = Files.createDirectory(temp.resolve("others"));
    Path precious = Files.writeString(others.resolve("file"), "precious");
    try (ProcessPool pool = pool()) {
      run(pool, "symlink", others.toString(), "sub");
      ProcessRequest write =
          ProcessRequest.of(requestDir, List.of("write", "sub/file", "text"))
              .withOutputs(List.of("sub/file"));
      assertThat(pool.run(FakeChild.that(), write, TestToken.never()).exitCode()).isZero();
      ProcessRequest link =
          ProcessRequest.of(requestDir, List.of("symlink", others.toString(), "new"))
              .withOutputs(List.of("new/file"));
      assertThatThrownBy(() -> pool.run(FakeChild.that(), link, TestToken.never()))
          .hasMessageContaining("new/file leaves the sandbox");
    }
    assertThat(precious).hasContent("precious");
    assertThat(requestDir.resolve("sub/file")).hasContent("text");
  }

  @Test
  void treeThatSomebodyDeleted_failsItsRequest() throws Exception {
    try (ProcessPool pool = pool()) {
      ProcessRequest remove =
          ProcessRequest.of(requestDir, List.of("rmdir")).withOutputs(List.of("a"));
      assertThatThrownBy(() -> pool.run(FakeChild.that(), remove, TestToken.never()))
          .isInstanceOf(ProcessFailedException.class)
          .hasMessageContaining("[sandbox-failed]");
      assertThat(run(pool, "pwd").exitCode()).isZero();
    }
  }

  @Test
  void outputThatIsADirectory_replacesAFullOne() throws Exception {
    Files.writeString(Files.createDirectory(requestDir.resolve("out")).resolve("old"), "old");
    try (ProcessPool pool = pool()) {
      ProcessRequest write =
          ProcessRequest.of(requestDir, List.of("write", "out/new", "new"))
              .withOutputs(List.of("out/new", "out"));
      assertThat(pool.run(FakeChild.that(), write, TestToken.never()).exitCode()).isZero();
    }
    assertThat(requestDir.resolve("out/new")).hasContent("new");
    assertThat(requestDir.resolve("out/old")).doesNotExist();
  }

  private ProcessPool pool() {
    return ProcessPool.builder().maxProcesses(1).additiveSandbox(root).build();
  }

  private ProcessResponse run(ProcessPool pool, String... arguments) throws Exception {
    ProcessRequest request = ProcessRequest.of(requestDir, List.of(arguments));
    return pool.run(FakeChild.that(), request, TestToken.never());
  }

  private boolean sameStore(Path other) throws IOException {
    return Files.getFileStore(other).equals(Files.getFileStore(temp));
  }

  private static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static boolean runs(List<String> prefix) throws InterruptedException {
    try {
      List<String> all = Stream.concat(prefix.stream(), Stream.of("true")).toList();
      return new ProcessBuilder(all).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** A worker of its own, and the tree of its process. */
  private final class Running implements AutoCloseable {
    private final Process process;
    private final Path tree;

    Running(List<String> prefix) throws IOException {
      process = SandboxWorker.start(prefix, root, requestDir);
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      tree = Path.of(lines.readLine());
    }

    @Override
    public void close() throws Exception {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    }
  }
}
