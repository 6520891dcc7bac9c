package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are nobody's children, and lost what tells whose they were. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nothing tells them")
@Timeout(60)
class OrphanTest {
  private static final String[] HIDDEN = {"title", "session title", "held session title"};

  private final List<Long> pids = new ArrayList<>();

  @AfterEach
  void kill() {
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "session title", "held session title", "session"})
  void orphan_endsWithItsProcessAlsoWithoutAGroup(String how) throws Exception {
    PipedChild child =
        PipedChild.start(
            FakeChild.that(), "perdure-orphans.1", ChildLimits.defaults(), ControlGroup.none());
    try (child) {
      assertThat(child.receive().type()).isEqualTo("ready");
      ProcessRequest request =
          ProcessRequest.of(Path.of("/"), List.of(("orphan " + how).split(" ")));
      child.send(ToolProcess.message(1, request));
      long orphan = Long.parseLong(child.receive().joined("output"));
      pids.add(orphan);
      assertThat(Processes.runs(orphan)).isTrue();
      assertThat(ProcFiles.read(orphan, "environ").contains("perdure-orphans"))
          .isEqualTo(!how.contains("title"));
    }
    Processes.awaitEnd(pids);
  }

  @Test
  void orphanThatHasLostAll_endsWithItsProcessWhereItWasSeenBefore() throws Exception {
    PipedChild child =
        PipedChild.start(
            FakeChild.that(), "perdure-orphans.1", ChildLimits.defaults(), ControlGroup.none());
    try (child) {
      assertThat(child.receive().type()).isEqualTo("ready");
      child.send(
          ToolProcess.message(
              1, ProcessRequest.of(Path.of("/"), List.of("orphan", "late", "title", "closed"))));
      long orphan = Long.parseLong(child.receive().joined("output"));
      pids.add(orphan);
      child.residentBytes(); // Here its parent lives.
      child.send(ToolProcess.message(2, ProcessRequest.of(Path.of("/"), List.of("reap"))));
      assertThat(child.receive().type()).isEqualTo("done");
      assertThat(Processes.runs(orphan)).isTrue();
    }
    Processes.awaitEnd(pids);
  }

  @Test
  void orphanThatHasLostAll_endsWithItsProcessThatHasAGroup() throws Exception {
    assumeFalse(ControlGroup.place().isEmpty(), "this worker may not make control groups");
    try (ProcessPool pool = ProcessPool.create()) {
      ProcessRequest first = ProcessRequest.of(Path.of("/"), List.of("pid"));
      String child = pool.run(FakeChild.that(), first, TestToken.never()).output().strip();
      // It is put there beside its first request.
      Processes.awaitTrue(
          "the group of " + child,
          () -> ProcFiles.read(Long.parseLong(child), "cgroup").contains("perdure-"));
      ProcessRequest request =
          ProcessRequest.of(Path.of("/"), List.of("orphan", "closed", "session", "title"));
      pids.add(Long.parseLong(pool.run(FakeChild.that(), request, TestToken.never()).output()));
    }
    Processes.awaitEnd(pids);
  }

  @Test
  void killedProcessGroupOfAWorker_takesOrphansAlong() throws Exception {
    killGroupOf(start("setsid"));
  }

  @Test
  void killedProcessGroupOfAWorkerWithoutControlGroups_takesOrphansAlong() throws Exception {
    String[] hide = {"unshare", "-m", "sh", "-c", "umount -a -t cgroup2; exec \"$@\"", "sh"};
    assumeTrue(runs(hide), "this machine lets nobody have other mounts");
    List<String> prefix = new ArrayList<>(List.of("setsid"));
    prefix.addAll(List.of(hide));
    killGroupOf(start(prefix.toArray(String[]::new)));
  }

  private void killGroupOf(Process worker) throws Exception {
    try {
      new ProcessBuilder("sh", "-c", "kill -KILL -" + worker.pid()).start().waitFor();
      assertThat(worker.waitFor()).isEqualTo(128 + 9);
      Processes.awaitEnd(pids);
    } finally {
      worker.destroyForcibly();
    }
  }

  private Process start(String... prefix) throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), OrphanWorker.class.getName()));
    command.addAll(List.of(HIDDEN));
    Process worker =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = worker.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
      pids.add(Long.parseLong(line));
    }
    assertThat(pids).hasSize(HIDDEN.length).allMatch(Processes::runs);
    return worker;
  }

  private static boolean runs(String... prefix) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
