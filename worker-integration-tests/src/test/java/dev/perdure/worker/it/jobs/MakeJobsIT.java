package dev.perdure.worker.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.JobNotes;
import dev.perdure.worker.it.ToolRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * GNU make 4.3, which hands descriptors down, and 4.4, which names a pipe. When it ends, each make
 * counts its tokens, and says INTERNAL when there are too few or too many.
 */
@Tag("make")
@Timeout(120)
@ParameterizedClass
@EnumSource
class MakeJobsIT {
  /** Which make. */
  enum Peer {
    MAKE_4_3("MAKE_DESCRIPTORS", "Descriptors", "install make of Debian 12"),
    MAKE_4_4("MAKE_FIFO", "Fifo", "run .ci/setup-chroot --package=make");

    final String protocol;
    final String address;
    final String source;

    Peer(String protocol, String address, String source) {
      this.protocol = protocol;
      this.address = address;
      this.source = source;
    }

    ToolRoot root() {
      return this == MAKE_4_3 ? ToolRoot.machine() : ToolRoot.chroot();
    }
  }

  @Parameter Peer peer;

  private JobsDirectory directory;

  @BeforeEach
  void create() throws Exception {
    peer.root().require("/usr/bin/make", peer.source);
    directory = JobsDirectory.create(peer.root());
  }

  @AfterEach
  void delete() throws Exception {
    if (directory != null) {
      directory.close();
    }
  }

  @Test
  void make_isAClientOfOurServer() throws Exception {
    directory.write(
        "Makefile",
        """
        all: a b c d e f g h
        # The first two go on when both have begun: so two jobs do run at once.
        a b:
        \t@echo begin $@ >> notes; until [ `grep -c begin notes` -ge 2 ]; do sleep 0.01; done
        \t@echo end $@ >> notes
        c d e f g h:
        \t@echo begin $@ >> notes; sleep 0.02; echo end $@ >> notes
        """);
    assertThat(directory.run("./ours", "make", "3", "make"))
        .contains("protocol " + peer.protocol, "exit code 0", "free 3", "lost 0")
        .doesNotContain("INTERNAL", "jobserver");
    assertThat(directory.read("notes").lines()).hasSize(16);
    assertThat(JobNotes.mostAtOnce(directory.read("notes"))).isBetween(2, 3);
  }

  @Test
  void make_isTheServerOfOurClient() throws Exception {
    directory.write("Makefile", "all:\n\t+@./ours take\n");
    assertThat(directory.run("make", "-j3"))
        .contains(peer.address + " has 3 tokens")
        .doesNotContain("INTERNAL", "FAILED");
  }

  @Test
  void severalClients_stayWithinTheBoundOfTheirMake() throws Exception {
    directory.write("Makefile", "all: a b c\na b c:\n\t+@./ours run notes $@\n");
    assertThat(directory.run("make", "-j2")).doesNotContain("INTERNAL", "FAILED");
    assertThat(directory.read("notes").lines()).hasSize(18);
    assertThat(JobNotes.mostAtOnce(directory.read("notes"))).isEqualTo(2);
  }

  @Test
  void clientThatIsTerminated_givesItsTokensBack() throws Exception {
    directory.write(
        "Makefile",
        """
        all:
        \t+@./ours hold > held & pid=$$!; \\
        \tuntil grep -q holds held; do sleep 0.02; done; kill $$pid; wait $$pid; ./ours take
        """);
    assertThat(directory.run("make", "-j4"))
        .contains("has 4 tokens")
        .doesNotContain("INTERNAL", "FAILED");
    assertThat(directory.read("held")).contains("holds 4 tokens");
  }

  @Test
  void recipeThatIsNoMake_findsNoServerInClosedDescriptors() throws Exception {
    directory.write("Makefile", "all:\n\t@./ours take\n");
    boolean closed = peer == Peer.MAKE_4_3;
    assertThat(directory.run("make", "-j3"))
        .contains(closed ? "no job server" : "Fifo has 3 tokens")
        .doesNotContain("INTERNAL", "FAILED");
    // What the numbers meant was this JVM's own: that the file is whole is its proof.
    assertThat(directory.run("./ours", "take")).contains("no job server");
  }
}
