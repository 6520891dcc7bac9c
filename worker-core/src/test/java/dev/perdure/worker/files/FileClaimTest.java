package dev.perdure.worker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileClaimTest {
  @TempDir Path directory;

  @Test
  void claimOfAKilledProcess_isRemovedWithItsTree() throws Exception {
    try (ClaimingProcess owner = ClaimingProcess.start(directory)) {
      owner.kill();
    }
    assertThat(names()).hasSize(2);
    FileClaim.removeAbandoned(directory);
    assertThat(names()).isEmpty();
  }

  @Test
  void claimOfALivingProcess_stays() throws Exception {
    try (ClaimingProcess owner = ClaimingProcess.start(directory)) {
      FileClaim.removeAbandoned(directory);
      assertThat(names()).contains(owner.name(), owner.name() + ".lock");
    }
  }

  @Test
  void claimOfAnotherPidNamespace_stays() throws Exception {
    String[] unshare = {"unshare", "-p", "-f", "--mount-proc"};
    assumeTrue(runs(unshare), "this machine lets nobody have another PID namespace");
    try (ClaimingProcess owner = ClaimingProcess.start(directory, unshare);
        ClaimingProcess other = ClaimingProcess.start(directory, unshare)) {
      FileClaim.removeAbandoned(directory);
      assertThat(names()).contains(owner.name(), other.name());
    }
  }

  @Test
  void claimsOfThisProcess_stayAndStayLocked() throws Exception {
    try (FileClaim one = FileClaim.create(directory);
        FileClaim two = FileClaim.create(directory)) {
      FileClaim.removeAbandoned(directory);
      try (ClaimingProcess other = ClaimingProcess.start(directory)) {
        assertThat(names())
            .contains(one.name() + ".lock", two.name() + ".lock", other.name() + ".lock");
      }
    }
  }

  @Test
  void claimThatNobodyRefersTo_staysLocked() throws Exception {
    String name = FileClaim.create(directory).name();
    System.gc();
    try (ClaimingProcess other = ClaimingProcess.start(directory)) {
      assertThat(names()).contains(name + ".lock", other.name());
    }
  }

  @Test
  void claim_isMadeByAnInterruptedThread() throws Exception {
    Thread.currentThread().interrupt();
    try (FileClaim claim = FileClaim.create(directory)) {
      assertThat(Thread.interrupted()).isTrue();
      try (ClaimingProcess other = ClaimingProcess.start(directory)) {
        assertThat(names()).contains(claim.name() + ".lock", other.name());
      }
    }
  }

  @Test
  void closedClaim_leavesNothing() throws Exception {
    FileClaim.create(directory).close();
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999-my-results",
        "12x-abc",
        "perdure-results",
        "perdure-1.lock",
        "perdure-0000abcd-99999-1-1.lock",
        "perdure-unlocked-99999-1-1.lock",
        "results.lock"
      })
  void whatNobodyClaimed_stays(String name) throws Exception {
    Path tree = Files.createDirectory(directory.resolve(name.replace(".lock", "")));
    Path file = Files.createFile(tree.resolve("file"));
    if (name.endsWith(".lock")) {
      Files.createFile(directory.resolve(name));
    }
    FileClaim.removeAbandoned(directory);
    assertThat(file).exists();
  }

  @Test
  void symlinkWithTheNameOfAnAbandonedClaim_isRemovedAndNotFollowed(@TempDir Path elsewhere)
      throws Exception {
    Path precious = Files.createFile(elsewhere.resolve("precious"));
    try (ClaimingProcess owner = ClaimingProcess.start(directory)) {
      Files.createSymbolicLink(directory.resolve(owner.name() + ".link"), elsewhere);
      owner.kill();
    }
    FileClaim.removeAbandoned(directory);
    assertThat(names()).isEmpty();
    assertThat(precious).exists();
  }

  @Test
  void lockFileThatIsASymlinkOrNoFile_stays(@TempDir Path elsewhere) throws Exception {
    try (ClaimingProcess owner = ClaimingProcess.start(directory)) {
      owner.kill();
      Path lock = directory.resolve(owner.name() + ".lock");
      Path target = Files.move(lock, elsewhere.resolve("precious"));
      Files.createSymbolicLink(lock, target);
      FileClaim.removeAbandoned(directory);
      assertThat(names()).hasSize(2);
      Files.delete(lock);
      Files.createDirectory(lock);
      FileClaim.removeAbandoned(directory);
      assertThat(names()).hasSize(2);
    }
  }

  @Test
  void directoryThatIsNotThere_isNoError() {
    FileClaim.removeAbandoned(directory.resolve("none"));
    assertThat(directory).isEmptyDirectory();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      List<String> all = Stream.concat(Stream.of(command), Stream.of("true")).toList();
      return new ProcessBuilder(all).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
