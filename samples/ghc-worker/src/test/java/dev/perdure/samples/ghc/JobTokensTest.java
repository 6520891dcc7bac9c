package dev.perdure.samples.ghc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.jobserver.JobAddress;
import dev.perdure.worker.jobserver.JobClient;
import dev.perdure.worker.jobserver.JobLease;
import dev.perdure.worker.jobserver.JobProtocol;
import dev.perdure.worker.jobserver.JobServer;
import dev.perdure.worker.jobserver.JobServerStats;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker without servers, in front of scripts. */
@Timeout(30)
class JobTokensTest {
  private static final Pattern SEMAPHORE = Pattern.compile("-jsem (\\S+)");

  /** More than there are anywhere. */
  private static final int ALL = 99;

  @TempDir Path folder;

  private static JobTokens tokens(int jobs) {
    return JobTokens.of(Map.of(), List.of("--jobs=" + jobs));
  }

  private static WorkerHarness worker(JobTokens tokens) {
    return WorkerHarness.inProcess(
            Worker.of(GhcHandler.oneShot(tokens))
                .multiplex(Multiplex.create().slots(tokens.jobs())))
        .start();
  }

  private static JobAddress address(String output) {
    Matcher matcher = SEMAPHORE.matcher(output);
    assertThat(matcher.find()).as(output).isTrue();
    return JobAddress.ofSemaphore(matcher.group(1));
  }

  /** When no child runs: its end is told to the server, too, a little later. */
  private static JobServerStats idle(JobTokens tokens) throws IOException {
    JobServer server = tokens.server();
    assertThat(server).isNotNull();
    while (server.stats().children() > 0) {
      Thread.onSpinWait();
    }
    return server.stats();
  }

  @Test
  void library_isToldOfTheTokensLast() throws Exception {
    FakeGhc ghc = new FakeGhc(folder, "9.10.3").write();
    try (JobTokens tokens = tokens(3);
        WorkerHarness worker = worker(tokens)) {
      WorkResponse response = worker.work(ghc.option(), "--make", "-j8", "A.hs", "+RTS", "-s");

      assertThat(response.output())
          .startsWith("-package-env - --make -j8 A.hs +RTS -s -RTS -jsem perdure-");
      assertThat(idle(tokens)).isEqualTo(new JobServerStats(3, 3, 0, 0, 0));
    }
  }

  @Test
  void olderCompiler_runsOneJob() throws Exception {
    FakeGhc ghc = new FakeGhc(folder, "9.6.7").write();
    try (JobTokens tokens = tokens(3);
        WorkerHarness worker = worker(tokens)) {
      assertThat(worker.work(ghc.option(), "--make", "-j8", "A.hs"))
          .isEqualTo(WorkResponse.of(0, 0, "-package-env - --make -j8 A.hs -j1\n"));
    }
  }

  @Test
  void requestThatRanBefore_hasOneOfTheTokens() throws Exception {
    FakeGhc ghc = new FakeGhc(folder, "9.10.3").write();
    try (JobTokens tokens = tokens(3);
        WorkerHarness worker = worker(tokens)) {
      worker.send(WorkRequest.of(1, List.of(ghc.option(), "-wait")));
      ghc.awaitRunning();
      worker.work(ghc.option(), "--make");
      assertThat(idle(tokens)).isEqualTo(new JobServerStats(3, 2, 1, 0, 0));

      ghc.go();
      assertThat(worker.await(1).exitCode()).isZero();
      assertThat(idle(tokens)).isEqualTo(new JobServerStats(3, 3, 0, 0, 0));
    }
  }

  @Test
  void requests_waitForTokensThatACompilerHas() throws Exception {
    FakeGhc ghc = new FakeGhc(folder, "9.10.3").write();
    try (JobTokens tokens = tokens(2);
        WorkerHarness worker = worker(tokens)) {
      JobAddress address = address(worker.work(ghc.option(), "--make").output());
      assertThat(idle(tokens).free()).isEqualTo(2);
      worker.send(WorkRequest.of(1, List.of(ghc.option(), "--make", "-wait")));
      ghc.awaitRunning();
      try (JobClient compiler = JobClient.join(address)) {
        assertThat(compiler.acquire().tokens()).as("its own").isEqualTo(1);
        assertThat(compiler.acquire().tokens()).as("the one that is left").isEqualTo(1);
        worker.send(WorkRequest.of(2, List.of(ghc.option(), "-c", "A.hs")));
        worker.cancel(2);
        assertThat(worker.await(2)).isEqualTo(WorkResponse.cancelled(2));
        worker.send(WorkRequest.of(3, List.of(ghc.option(), "-c", "A.hs")));
      }
      assertThat(worker.await(3).output()).isEqualTo("-package-env - -c A.hs\n");

      ghc.go();
      assertThat(worker.await(1).exitCode()).isZero();
      assertThat(idle(tokens)).isEqualTo(new JobServerStats(2, 2, 0, 0, 0));
    }
  }

  @Test
  void cancelledLibrary_givesItsTokenBack() throws Exception {
    FakeGhc ghc = new FakeGhc(folder, "9.10.3").write();
    try (JobTokens tokens = tokens(2);
        WorkerHarness worker = worker(tokens)) {
      worker.send(WorkRequest.of(1, List.of(ghc.option(), "--make", "-wait")));
      ghc.awaitRunning();
      worker.cancel(1);
      assertThat(worker.await(1).wasCancelled()).isTrue();
      assertThat(idle(tokens)).isEqualTo(new JobServerStats(2, 2, 0, 0, 0));
    }
  }

  @Test
  void tokensOfTheParent_areShared() throws Exception {
    FakeGhc ghc = new FakeGhc(folder, "9.10.3").write();
    try (JobServer server = JobServer.create(JobProtocol.GHC_SEMAPHORE, 2)) {
      List<String> startup = server.address().ghcArguments();
      try (JobTokens tokens = JobTokens.of(Map.of(), startup);
          WorkerHarness worker = worker(tokens);
          JobLease others = server.client().acquireUpTo(ALL)) {
        String output =
            worker.work(ghc.option(), "--make", startup.get(0), startup.get(1)).output();

        assertThat(others.tokens()).isEqualTo(2);
        assertThat(output).isEqualTo("-package-env - --make " + String.join(" ", startup) + "\n");
      }
      assertThat(server.stats().free()).isEqualTo(2);
    }
  }

  @Test
  void tokensOfMake_boundRequestsButAreNoneForACompiler() throws Exception {
    FakeGhc ghc = new FakeGhc(folder, "9.10.3").write();
    try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, 1, folder);
        JobTokens tokens = JobTokens.of(server.address().environment(Map.of(), 1), List.of());
        JobLease others = server.client().acquire();
        WorkerHarness worker = worker(tokens)) {
      assertThat(others.tokens()).isEqualTo(1);
      assertThat(worker.work(ghc.option(), "--make", "A.hs").output()).endsWith(" A.hs -j1\n");
    }
  }

  @Test
  void tokensThatAreGone_areDoneWithout() throws Exception {
    FakeGhc ghc = new FakeGhc(folder, "9.10.3").write();
    try (JobTokens tokens = JobTokens.of(Map.of(), List.of("-jsem", "perdure-none"));
        WorkerHarness worker = worker(tokens)) {
      String output = worker.work(ghc.option(), "--make").output();

      assertThat(output).startsWith("ghc-worker: no job tokens from ").contains("-jsem perdure-");
      assertThat(worker.work(ghc.option(), "-c").output()).isEqualTo("-package-env - -c\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--jobs=0", "--jobs=-1", "--jobs=", "--jobs=all", "--jobs=9999999"})
  void jobsThatAreNoNumber_areRefused(String option) {
    assertThatThrownBy(() -> JobTokens.of(Map.of(), List.of(option)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option);
  }
}
