package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobProtocolTest {
  @TempDir Path directory;

  /** A program that prints {@code text} whatever it is asked. */
  private String saying(String text, int exitCode) throws IOException {
    Path program = directory.resolve("program");
    Files.writeString(
        program, "#!/bin/sh\ncat <<'END'\n" + text + "\nEND\nexit " + exitCode + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }

  @Test
  void make_isAskedForItsVersion() throws Exception {
    assertThat(JobProtocol.ofMake(saying("GNU Make 4.3\nBuilt for x", 0)))
        .isEqualTo(JobProtocol.MAKE_DESCRIPTORS);
    assertThat(JobProtocol.ofMake(saying("GNU Make 4.4.1", 0))).isEqualTo(JobProtocol.MAKE_FIFO);
    assertThat(JobProtocol.ofMake(saying("GNU Make 5.0", 0))).isEqualTo(JobProtocol.MAKE_FIFO);
  }

  @Test
  void programThatIsNoMake_isNamedWithWhatItSaid() throws Exception {
    String silent = saying("BSD", 0);
    assertThatThrownBy(() -> JobProtocol.ofMake(silent))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(silent)
        .hasMessageContaining("BSD")
        .hasMessageEndingWith("[peer-silent]");
    String failing = saying("no such option", 3);
    assertThatThrownBy(() -> JobProtocol.ofMake(failing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exit code 3: no such option");
  }

  @Test
  void ghc_tellsTheVersionOfItsSemaphores() throws Exception {
    assertThat(
            JobProtocol.ofGhcInfo(
                "ghc", " ,(\"Project version\",\"9.12.5\")\n ,(\"Semaphore version\",\"2\")\n"))
        .isEqualTo(JobProtocol.GHC_SOCKET);
    assertThat(
            JobProtocol.ofGhcInfo(
                "ghc", " ,(\"Semaphore version\",\"1\")\n ,(\"Project version\",\"9.12.5\")\n"))
        .isEqualTo(JobProtocol.GHC_SEMAPHORE);
  }

  @Test
  void olderGhc_isToldByItsOwnVersion() throws Exception {
    assertThat(JobProtocol.ofGhc(saying(" [(\"Project version\",\"9.10.3\")\n ]", 0)))
        .isEqualTo(JobProtocol.GHC_SEMAPHORE);
    assertThatThrownBy(() -> JobProtocol.ofGhcInfo("ghc", "(\"Project version\",\"9.6.7\")"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ghc is version 9.6, which has no -jsem");
    assertThatThrownBy(() -> JobProtocol.ofGhcInfo("ghc", "gcc"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("[peer-silent]");
  }
}
