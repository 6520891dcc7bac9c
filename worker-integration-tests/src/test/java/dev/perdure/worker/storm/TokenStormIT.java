package dev.perdure.worker.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.jobserver.JobProtocol;
import dev.perdure.worker.jobserver.JobServer;
import dev.perdure.worker.jobserver.JobServerStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real makes as clients of one job server, round after round. Some are killed while they have
 * tokens and their jobs run on. After each round there are as many tokens as in the beginning.
 */
@Tag("storm")
@Timeout(3600)
class TokenStormIT {
  private static final int TOKENS = 6;
  private static final int ROUNDS = Integer.getInteger("storm.rounds", 500);

  @TempDir Path directory;

  @Test
  void tokens_areConservedOverAllRoundsOfMake() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/make")), "no make");
    long seed = Long.getLong("storm.seed", System.nanoTime());
    Random random = new Random(seed);
    Files.writeString(
        directory.resolve("Makefile"),
        """
        all: a b c d e f g h
        a b c d e f g h:
        \t@sleep 0.01
        \t+@$(MAKE) -s inner
        inner: i j k
        i j k:
        \t@sleep 0.01
        """);
    int killed = 0;
    try (JobServer server = JobServer.create(JobProtocol.ofMake("make"), TOKENS, directory)) {
      for (int round = 0; round < ROUNDS; round++) {
        Process make = server.start(make());
        if (random.nextInt(3) == 0) {
          LockSupport.parkNanos(random.nextInt(60_000_000)); // At any point of its life.
          make.destroyForcibly();
          killed++;
        }
        while (!make.waitFor(5, TimeUnit.MILLISECONDS)) {
          assertThat(server.stats().outstanding()).isBetween(0, TOKENS);
        }
        awaitAllFree(server, seed, round);
      }
      System.out.println(
          "storm: "
              + ROUNDS
              + " rounds of make, "
              + killed
              + " killed, "
              + server.stats().lost()
              + " tokens made anew, seed "
              + seed);
    }
  }

  private ProcessBuilder make() {
    List<String> command = new ArrayList<>(List.of("make", "-s", "all"));
    ProcessBuilder make = new ProcessBuilder(command).directory(directory.toFile());
    make.redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
    make.environment().remove("MAKEFLAGS");
    return make;
  }

  private static void awaitAllFree(JobServer server, long seed, int round) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    JobServerStats stats = server.stats();
    while (stats.children() > 0 || stats.free() != TOKENS) {
      assertThat(stats.free()).as("seed %s, round %s", seed, round).isLessThanOrEqualTo(TOKENS);
      assertThat(System.nanoTime()).as("seed %s, %s", seed, stats).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000); // Processes of a killed make wake nobody.
      stats = server.stats();
    }
  }
}
