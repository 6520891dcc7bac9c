package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that can't even be asked for. */
@Timeout(60)
class FailedStartTest {
  @Test
  void variableThatNoSystemTakes_leavesNoFile() throws Exception {
    ProcessConfiguration invalid = FakeChild.that().withVariable("A=B", "text");
    List<Path> before = errorFiles();
    assertThatThrownBy(() -> PipedChild.start(invalid, "mark", ChildLimits.defaults()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(before).containsAll(errorFiles());
  }

  /** In a directory that only the tests of this module use, one after the other. */
  private static List<Path> errorFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.toString().endsWith(".stderr")).sorted().toList();
    }
  }
}
