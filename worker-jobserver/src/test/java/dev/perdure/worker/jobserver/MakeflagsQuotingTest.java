package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What make 4.3 and 4.4 write into MAKEFLAGS, and read from it; seen with both. */
class MakeflagsQuotingTest {
  @TempDir Path directory;

  private Path pipe;

  @BeforeEach
  void makePipe() throws Exception {
    pipe = Files.createDirectory(directory.resolve("a $b\\c")).resolve("pipe");
    Commands.output("mkfifo", pipe.toString());
  }

  private Optional<JobAddress> find(String makeflags) {
    return JobAddress.find(
        Map.of("MAKEFLAGS", makeflags.replace("DIR", directory.toString())), List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k -j3 --jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe --eval=q=1\\ 2 -- A=x\\ y",
        " -j3 --jobserver-auth=fifo:DIR/a\\ $$b\\\\c/pipe",
        "--jobserver-auth=3,4 --jobserver-fds=fifo:DIR/a\\ $b\\\\c/pipe -k",
        "-k --jobserver-auth fifo:DIR/a\\ $b\\\\c/pipe",
        "-j\t--jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe\t--",
        "A=b --jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe",
        "kw --jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe -- --jobserver-auth=fifo:/none",
        "--jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe -- A=b --jobserver-auth=3,4",
        "--jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe --eval=x\\ --jobserver-auth=3,4",
        "--jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe -I --jobserver-auth=3,4",
      })
  void flags_areReadAsMakeReadsThem(String makeflags) {
    assertThat(find(makeflags)).contains(new JobAddress.Fifo(pipe));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " -- --jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe",
        "-- --jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe",
        "k -- A=b\\ c --jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe",
        "--eval=x\\ --jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe",
        "--jobserver-auth=fifo:DIR/a\\ $b\\\\c/pipe --jobserver-auth=",
        "--jobserver-authority=fifo:DIR/a\\ $b\\\\c/pipe",
        "--jobserver-auth=fifo:",
        "--jobserver-auth",
        "\\",
      })
  void whatIsNoFlag_isNoAddress(String makeflags) {
    assertThat(find(makeflags)).isEmpty();
  }

  @Test
  void pathWithBlanks_isFoundByWhoReadsWhatIsWritten() {
    JobAddress address = new JobAddress.Fifo(pipe);
    Map<String, String> told = address.environment(Map.of("MAKEFLAGS", "k -- A=b\\ c"), 3);
    assertThat(told.get("MAKEFLAGS"))
        .isEqualTo("k -j3 --jobserver-auth=fifo:" + directory + "/a\\ $$b\\\\c/pipe -- A=b\\ c");
    assertThat(JobAddress.find(told, List.of())).contains(address);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "|-j2 --jobserver-auth=3,3",
        "kw|kw -j2 --jobserver-auth=3,3",
        "kw --|kw -j2 --jobserver-auth=3,3 --",
        "-- A=b|-j2 --jobserver-auth=3,3 -- A=b",
        " -- A=b|-j2 --jobserver-auth=3,3 -- A=b",
        "k -- A=x\\ --\\ y|k -j2 --jobserver-auth=3,3 -- A=x\\ --\\ y",
        "-I/a\\ --\\ b -k|-I/a\\ --\\ b -k -j2 --jobserver-auth=3,3",
        " -j8 --jobserver-auth=8,9| -j8 --jobserver-auth=8,9 -j2 --jobserver-auth=3,3",
      })
  void jobServer_isAddedBeforeDefinitions(String before, String after) {
    JobAddress address = new JobAddress.Descriptors(pipe);
    Map<String, String> inherited = before == null ? Map.of() : Map.of("MAKEFLAGS", before);
    assertThat(address.environment(inherited, 2)).containsExactly(Map.entry("MAKEFLAGS", after));
  }
}
