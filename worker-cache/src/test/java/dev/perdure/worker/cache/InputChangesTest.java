package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputChangesTest {
  @TempDir Path folder;

  private static Input input(String path, String digest) {
    return new Input(path, Digest.ofText(digest));
  }

  @Test
  void since_tellsAddedChangedAndRemovedByPath() {
    List<Input> before = List.of(input("a", "1"), input("b", "2"), input("c", "3"));
    List<Input> now = List.of(input("d", "3"), input("c", "3"), input("a", "9"));

    InputChanges changes = InputChanges.since(before, now);

    assertThat(changes)
        .isEqualTo(
            new InputChanges(
                List.of(input("d", "3")), List.of(input("a", "9")), List.of(input("b", "2"))));
    assertThat(changes.isEmpty()).isFalse();
  }

  @Test
  void sameInputsInAnotherOrder_areNoChange() {
    List<Input> before = List.of(input("a", "1"), input("b", "2"));
    assertThat(InputChanges.since(before, List.of(input("b", "2"), input("a", "1"))).isEmpty())
        .isTrue();
  }

  @Test
  void inputWithoutDigest_countsAsChanged() {
    Input known = input("a", "1");
    Input unknown = input("a", "");
    assertThat(InputChanges.since(List.of(unknown), List.of(unknown)).changed())
        .containsExactly(unknown);
    assertThat(InputChanges.since(List.of(known), List.of(unknown)).changed())
        .containsExactly(unknown);
    assertThat(InputChanges.since(List.of(unknown), List.of(known)).changed())
        .containsExactly(known);
  }

  @Test
  void pathThatComesTwice_countsOnce() {
    List<Input> twice = List.of(input("a", "1"), input("a", "2"));
    assertThat(InputChanges.since(List.of(), twice).added()).containsExactly(input("a", "2"));
    assertThat(InputChanges.since(twice, List.of(input("a", "2"))).isEmpty()).isTrue();
  }

  @Test
  void inputsWithoutDigests_areHashed() throws IOException {
    Files.writeString(folder.resolve("a"), "text");
    Files.createDirectory(folder.resolve("directory"));
    List<Input> sent =
        List.of(input("a", ""), input("b", "2"), input("gone", ""), input("directory", ""));

    List<Input> inputs = ContentDigests.create().inputs(new FakeContext(folder, sent));

    Digest text = Sha256.of("text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(inputs)
        .containsExactly(new Input("a", text), input("b", "2"), sent.get(2), sent.get(3));
  }
}
