package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens that come back when the child is long dead: there are never more of them than were made,
 * and never fewer once nobody is left who has some.
 */
@Timeout(60)
class LateTokensTest {
  private static final int TOKENS = 6;

  @TempDir Path directory;

  /** A named pipe: whoever opens it to read waits until it is opened to write. */
  private Path signal;

  @BeforeEach
  void makeSignal() throws Exception {
    signal = directory.resolve("signal");
    Commands.output("mkfifo", signal.toString());
  }

  /** A script takes three tokens, and leaves a process that gives them back on the signal. */
  record Late(JobProtocol protocol, String script) {}

  static Stream<Late> lateScripts() {
    String pipe = "pipe=${MAKEFLAGS##*fifo:}; ";
    String all = " printf +++";
    return Stream.of(
        new Late(
            JobProtocol.MAKE_DESCRIPTORS,
            "head -c 3 <&3 >/dev/null; (read line < \"$0\";" + all + " >&3) & echo; exec cat"),
        new Late(
            JobProtocol.MAKE_DESCRIPTORS,
            "head -c 3 <&3 >/dev/null; setsid sh -c 'read line < \"$0\";"
                + all
                + " >&3' \"$0\" & echo; exec cat"),
        new Late( // Other bytes than were taken.
            JobProtocol.MAKE_FIFO,
            pipe
                + "exec 4<>$pipe; head -c 3 <&4 >/dev/null;"
                + " env -i sh -c 'read line < \"$0\"; printf xyz >&4' \"$0\" & echo; exec cat"),
        new Late( // Has nothing open meanwhile.
            JobProtocol.MAKE_FIFO,
            pipe
                + "head -c 3 <$pipe >/dev/null; (read line < \"$0\";"
                + all
                + " >$pipe) & echo; exec cat"),
        new Late(
            JobProtocol.GHC_SEMAPHORE, HolderProcess.command() + " \"$1\" 3 \"$0\" & exec cat"));
  }

  @ParameterizedTest
  @MethodSource("lateScripts")
  void tokensOfADeadChildsChild_areMissingUntilItGivesThemBack(Late late) throws Exception {
    try (JobServer server = JobServer.create(late.protocol, TOKENS, directory)) {
      Process child = server.start(shell(late.script, signal, server));
      assertThat(child.getInputStream().read()).isPositive();
      assertThat(server.stats().outstanding()).isEqualTo(3);
      child.destroyForcibly().waitFor();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(TOKENS, 3, 0, 0, 0));
      server.start(shell("exit 0", signal, server)).waitFor();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(TOKENS, 3, 0, 0, 0));
      Files.writeString(signal, "now\n");
      ServerWait.until(server, stats -> stats.free() >= TOKENS);
      assertThat(server.stats()).isEqualTo(new JobServerStats(TOKENS, TOKENS, 0, 0, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("lateScripts")
  void tokensThatDieWithTheLastWhoHadThem_areMadeAnew(Late late) throws Exception {
    try (JobServer server = JobServer.create(late.protocol, TOKENS, directory)) {
      Process child = server.start(shell(late.script, signal, server));
      assertThat(child.getInputStream().read()).isPositive();
      List<ProcessHandle> descendants = child.descendants().toList();
      child.destroyForcibly().waitFor();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats().free()).isEqualTo(3);
      descendants.forEach(ProcessHandle::destroyForcibly);
      ServerWait.until(server, stats -> stats.free() == TOKENS);
      assertThat(server.stats()).isEqualTo(new JobServerStats(TOKENS, TOKENS, 0, 0, 3));
    }
  }

  private static ProcessBuilder shell(String script, Path signal, JobServer server) {
    String name = server.address() instanceof JobAddress.Semaphore it ? it.name() : "";
    return new ProcessBuilder("sh", "-c", script, signal.toString(), name);
  }

  private static Path path(JobServer server) {
    return ((JobAddress.Fifo) server.address()).path();
  }

  @Test
  void tokensOfAClientInThisProcess_areNotMadeAnewWhenAChildEnds() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, TOKENS, directory)) {
      try (JobClient client = JobClient.join(server.address())) {
        JobLease lease = client.acquireUpTo(3);
        server.start(new ProcessBuilder("true")).waitFor();
        ServerWait.untilChildrenAre(server, 0);
        assertThat(server.stats()).isEqualTo(new JobServerStats(TOKENS, 4, 0, 0, 0));
        lease.close();
        assertThat(server.stats().free()).isEqualTo(TOKENS);
      }
    }
  }

  @Test
  void moreThanAPipeHolds_holdsNobodyUpAndIsTakenAway() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, TOKENS, directory)) {
      JobLease lease = server.client().acquireUpTo(2);
      ProcessBuilder flood = new ProcessBuilder("head", "-c", "200000", "/dev/zero");
      flood.redirectOutput(path(server).toFile());
      Process stranger = server.start(flood); // It waits for room as often as the pipe is full.
      lease.close();
      stranger.waitFor();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(TOKENS, TOKENS, 0, 0, 0));
    }
  }

  @Test
  void surplusOfAChildThatRunsOn_isTakenAwayWhileItRuns() throws Exception {
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, TOKENS, directory)) {
      Process child = server.start(new ProcessBuilder("cat"));
      try (RandomAccessFile pipe = new RandomAccessFile(path(server).toFile(), "rw");
          FileInputStream counter = new FileInputStream(pipe.getFD())) {
        pipe.write(new byte[3]);
        // What the server tells would be without them already.
        ServerWait.until(server, () -> counter.available() == TOKENS - 1);
      }
      child.getOutputStream().close();
      ServerWait.untilChildrenAre(server, 0);
      assertThat(server.stats()).isEqualTo(new JobServerStats(TOKENS, TOKENS, 0, 0, 0));
    }
  }
}
