package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server and real child processes: shells, which read and write a make's pipe as any file. */
@Timeout(60)
class JobServerTest {
  @TempDir Path directory;

  private static ProcessBuilder shell(String script) {
    return new ProcessBuilder("sh", "-c", script);
  }

  @Test
  void child_isToldOfTheServerAndHoldsATokenUntilItEnds() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, 2, directory)) {
      Process child = server.start(shell("echo $MAKEFLAGS; read line"));
      assertThat(child.inputReader().readLine())
          .isEqualTo("-j2 --jobserver-auth=fifo:" + ((JobAddress.Fifo) server.address()).path());
      assertThat(server.stats()).isEqualTo(new JobServerStats(2, 1, 1, 1, 0));
      child.getOutputStream().close();
      child.waitFor();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(2, 2, 0, 0, 0));
    }
  }

  @Test
  void childOfAnOlderMake_inheritsThePipe() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_DESCRIPTORS, 3, directory)) {
      Process child =
          server.start(shell("echo $MAKEFLAGS; head -c 1 <&3; read line; printf + >&3"));
      BufferedReader output = child.inputReader(); // It may read on after the line.
      assertThat(output.readLine()).isEqualTo("-j3 --jobserver-auth=3,3");
      assertThat(output.read()).isEqualTo('+');
      assertThat(server.stats().outstanding()).isEqualTo(1);
      child.getOutputStream().close();
      child.waitFor();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(3, 3, 0, 0, 0));
    }
  }

  @Test
  void tokensOfAKilledChild_areMadeAnewWhenNoneRuns() throws Exception {
    Path recorded = directory.resolve("recorded.jfr");
    try (JobServer server = JobServer.create(JobProtocol.MAKE_DESCRIPTORS, 5, directory);
        Recording recording = new Recording()) {
      recording.enable("dev.perdure.worker.JobTokens").withThreshold(Duration.ZERO);
      recording.enable("dev.perdure.worker.JobTokensLost");
      recording.start();
      Process thief = server.start(shell("head -c 2 <&3; exec cat"));
      thief.getInputStream().readNBytes(2);
      Process other = server.start(shell("exec cat"));
      thief.destroyForcibly().waitFor();
      ServerWait.untilChildrenAre(server, 1);
      assertThat(server.stats()).isEqualTo(new JobServerStats(5, 2, 1, 1, 0));
      assertThat(server.stats().outstanding()).isEqualTo(2);
      other.getOutputStream().close();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(5, 5, 0, 0, 2));
      recording.dump(recorded);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(recorded);
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().endsWith("JobTokensLost"))
        .singleElement()
        .satisfies(event -> assertThat(event.getInt("tokens")).isEqualTo(2));
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().endsWith("JobTokens"))
        .hasSize(2);
  }

  @Test
  void tokensThatComeTwice_areTakenAway() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_DESCRIPTORS, 2, directory)) {
      server.start(shell("printf +++ >&3")).waitFor();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(2, 2, 0, 0, 0));
    }
  }

  @Test
  void childThatCantStart_holdsNothing() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, 1, directory)) {
      assertThatThrownBy(() -> server.start(new ProcessBuilder("/does/not/exist")))
          .isInstanceOf(IOException.class);
      assertThat(server.stats()).isEqualTo(new JobServerStats(1, 1, 0, 0, 0));
    }
  }

  @Test
  void clientPassesOn_whatItJoined() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, 1, directory);
        JobClient client = JobClient.join(server.address())) {
      Process child = client.start(shell("echo $MAKEFLAGS"));
      assertThat(child.inputReader().readLine()).contains("fifo:");
      assertThat(client.stats().acquired()).isEqualTo(1);
    }
  }

  @Test
  void ghc_isToldByArguments() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.GHC_SOCKET, 1, directory)) {
      JobAddress.Socket address = (JobAddress.Socket) server.address();
      assertThat(address.name()).startsWith("v2-");
      assertThat(address.path().getFileName()).hasToString(address.name());
      assertThat(address.ghcArguments()).containsExactly("-jsem", address.name());
    }
    assertThat(new JobAddress.Semaphore("x").ghcArguments()).containsExactly("-jsem", "x");
  }

  @Test
  void impossibleServers_areRefused() throws Exception {
    assertThatThrownBy(() -> JobServer.create(JobProtocol.MAKE_FIFO, 0, directory))
        .hasMessage("tokens is 0");
    Path deep = Files.createDirectories(directory.resolve("d".repeat(100)));
    assertThatThrownBy(() -> JobServer.create(JobProtocol.GHC_SOCKET, 1, deep))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("[socket-path-long]");
    assertThat(deep).isEmptyDirectory();
  }
}
