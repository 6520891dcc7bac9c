package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that stay in their directory while their requests come and go. */
class AdditiveSandboxTest {
  @TempDir Path temp;

  private Path root;
  private Path requestDir;
  private ProcessPool pool;

  @BeforeEach
  void start() throws IOException {
    root = Files.createDirectories(temp.resolve("trees"));
    requestDir = Files.createDirectories(temp.resolve("__sandbox/1"));
    pool = ProcessPool.builder().maxProcesses(1).additiveSandbox(root).build();
  }

  @AfterEach
  void close() {
    pool.close();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void process_staysInOneDirectoryWhateverTheRequests() throws Exception {
    String first = run(List.of("pwd")).output();
    requestDir = Files.createDirectories(temp.resolve("__sandbox/2"));
    assertThat(run(List.of("pwd")).output()).isEqualTo(first).startsWith(root.toString());
  }

  @Test
  void inputs_areAddedAndStayWhenTheRequestHasGone() throws Exception {
    write("src/a", "one");
    assertThat(run(List.of("cat", "src/a"), input("src/a", "1")).output()).isEqualTo("one");
    Files.delete(requestDir.resolve("src/a"));
    requestDir = Files.createDirectories(temp.resolve("__sandbox/2"));
    assertThat(run(List.of("cat", "src/a")).output()).isEqualTo("one");
  }

  @Test
  void inputThatIsASymlinkOutOfTheSandbox_isAdded() throws Exception {
    Path real = Files.writeString(temp.resolve("real"), "one");
    Files.createSymbolicLink(requestDir.resolve("a"), real);
    assertThat(run(List.of("cat", "a"), input("a", "1")).output()).isEqualTo("one");
  }

  @Test
  void inputWithAnotherDigest_getsAnotherProcess() throws Exception {
    write("a", "one");
    String pid = run(List.of("pid"), input("a", "1")).output();
    assertThat(run(List.of("pid"), input("a", "1")).output()).isEqualTo(pid);
    Files.delete(requestDir.resolve("a"));
    write("a", "two");
    assertThat(run(List.of("cat", "a"), input("a", "2")).output()).isEqualTo("two");
    assertThat(run(List.of("pid"), input("a", "2")).output()).isNotEqualTo(pid);
  }

  @Test
  void inputWithoutDigest_isNotTrustedTwice() throws Exception {
    write("a", "one");
    Input unknown = new Input("a", Digest.empty());
    assertThat(run(List.of("cat", "a"), unknown).output()).isEqualTo("one");
    Files.delete(requestDir.resolve("a"));
    write("a", "two");
    assertThat(run(List.of("cat", "a"), unknown).output()).isEqualTo("two");
  }

  @Test
  void outputs_areMovedToTheRequest() throws Exception {
    run(request(List.of("write", "out/b", "text")).withOutputs(List.of("out/b", "out/none")));
    assertThat(requestDir.resolve("out/b")).hasContent("text");
    assertThat(run(List.of("cat", "out/b")).exitCode()).isEqualTo(1);
  }

  @Test
  void outputOfOneRequest_canBeTheInputOfTheNextButIsNotWrittenThrough() throws Exception {
    ProcessRequest write = request(List.of("write", "b", "text")).withOutputs(List.of("b"));
    run(write);
    String pid = run(List.of("pid"), input("b", "1")).output();
    assertThat(run(List.of("cat", "b"), input("b", "1")).output()).isEqualTo("text");
    Path cached = Files.createLink(temp.resolve("cached"), requestDir.resolve("b"));
    run(write.withArguments(List.of("write", "b", "new")));
    assertThat(requestDir.resolve("b")).hasContent("new");
    assertThat(cached).hasContent("text");
    assertThat(run(List.of("pid")).output()).isNotEqualTo(pid);
  }

  @Test
  void inputThatLeavesTheSandbox_isRefused() {
    assertThatThrownBy(() -> run(List.of("pid"), input("../a", "1")))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("../a leaves the sandbox");
  }

  @Test
  void strictSandbox_failsARequestThatOpenedTheInputOfAnEarlierOne() throws Exception {
    pool.close();
    pool = ProcessPool.builder().maxProcesses(1).strictAdditiveSandbox(root).build();
    ProcessConfiguration child = FakeChild.that("opened");
    write("a", "one");
    write("b", "two");
    ProcessRequest honest =
        request(List.of("opened", "a", "./b", "/etc/passwd", "none"))
            .withInputs(List.of(input("a", "1"), input("b", "1")));
    assertThat(pool.run(child, honest, TestToken.never()).exitCode()).isZero();
    ProcessRequest undeclared = honest.withInputs(List.of(input("b", "1")));
    assertThatThrownBy(() -> pool.run(child, undeclared, TestToken.never()))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessage(
            "the process opened a, which is not among the inputs of its request"
                + " [sandbox-undeclared]");
  }

  @Test
  void strictSandbox_refusesAProcessThatReportsNothing() {
    pool.close();
    pool = ProcessPool.builder().maxProcesses(1).strictAdditiveSandbox(root).build();
    assertThatThrownBy(() -> run(List.of("echo"))).hasMessageContaining("[sandbox-blind]");
  }

  private static Input input(String path, String digest) {
    return new Input(path, Digest.ofText(digest));
  }

  private void write(String path, String text) throws IOException {
    Path file = requestDir.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ProcessRequest request(List<String> arguments) {
    return ProcessRequest.of(requestDir, arguments);
  }

  private ProcessResponse run(List<String> arguments, Input... inputs) throws Exception {
    return run(request(arguments).withInputs(new ArrayList<>(List.of(inputs))));
  }

  private ProcessResponse run(ProcessRequest request) throws Exception {
    return pool.run(FakeChild.that("ping"), request, TestToken.never());
  }
}
