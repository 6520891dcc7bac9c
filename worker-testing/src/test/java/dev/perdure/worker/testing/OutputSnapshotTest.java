package dev.perdure.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputSnapshotTest {
  @TempDir Path directory;

  private Path outputs;
  private OutputSnapshot snapshot;

  @BeforeEach
  void takeSnapshot() throws IOException {
    outputs = directory.resolve("outputs");
    write("a.txt", "same");
    write("sub/b.txt", "the first line\nthe second line\n");
    snapshot = OutputSnapshot.in(directory.resolve("snapshot"));
    snapshot.updated().assertMatches(outputs);
  }

  @Test
  void sameFiles_match() {
    snapshot.assertMatches(outputs);

    assertThat(directory.resolve("snapshot/sub/b.txt"))
        .hasContent("the first line\nthe second line");
  }

  @Test
  void difference_isToldByPlaceAndBytes() throws IOException {
    write("sub/b.txt", "the first line\nthe third line\n");

    assertThatThrownBy(() -> snapshot.assertMatches(outputs))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("differs: sub/b.txt, from byte 19 on: expected")
        .hasMessageContaining("|second line.|")
        .hasMessageContaining("|third line.|")
        .hasMessageEndingWith("-Dperdure.snapshots=update, and review the change.");
  }

  @Test
  void filesThatAreMissingOrUnexpected_areAllTold() throws IOException {
    Files.delete(outputs.resolve("a.txt"));
    write("c.txt", "");

    assertThatThrownBy(() -> snapshot.assertMatches(outputs))
        .hasMessageContaining("missing: a.txt")
        .hasMessageContaining("not expected: c.txt");
  }

  @Test
  void update_leavesNothingOfTheSnapshotBefore() throws IOException {
    Files.delete(outputs.resolve("a.txt"));
    snapshot.updated().assertMatches(outputs);

    snapshot.assertMatches(outputs);
    assertThat(directory.resolve("snapshot/a.txt")).doesNotExist();
  }

  private void write(String name, String text) throws IOException {
    Path file = outputs.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
