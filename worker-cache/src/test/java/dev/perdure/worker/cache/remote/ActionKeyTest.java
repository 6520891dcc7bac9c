package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.cache.remote.action.ActionKey;
import dev.perdure.worker.cache.remote.action.Outputs;
import dev.perdure.worker.cache.remote.action.UncacheableException;
import dev.perdure.worker.cache.remote.entry.Blob;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActionKeyTest {
  private static final Action ACTION =
      Action.of("tool").writing("b.txt").writingInto("classes").environment("SET", "UNSET");
  private static final List<String> ARGUMENTS = List.of("-o", "b.txt", "a\nb\\");
  private static final List<Digest> TOOL = List.of(Digest.ofText("t1"));

  private static SortedMap<String, Digest> inputs(String path, String digest) {
    SortedMap<String, Digest> inputs = new TreeMap<>();
    inputs.put(path, Digest.ofText(digest));
    return inputs;
  }

  private static ActionKey key(
      Action action, List<String> arguments, SortedMap<String, Digest> inputs, List<Digest> tool) {
    try {
      return ActionKey.of(
          action.declared(),
          arguments,
          inputs,
          Outputs.of(action.declared()),
          tool,
          name -> name.equals("SET") ? "1" : null);
    } catch (UncacheableException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void text_saysEverythingALineEach() {
    ActionKey key = key(ACTION.property("gcc", "12"), ARGUMENTS, inputs("a.txt", "d1"), TOOL);

    assertThat(key.text().replaceAll("(?m)^platform .*\n", ""))
        .isEqualTo(
            """
            perdure-action-key 1
            tool tool
            tool-file t1
            property gcc=12
            environment SET=1
            environment-unset UNSET
            argument -o
            argument b.txt
            argument a\\u000ab\\\\
            input d1 a.txt
            output b.txt
            output classes/
            """);
    assertThat(key.text())
        .contains("platform os.arch=" + System.getProperty("os.arch"))
        .contains("platform java.runtime.version=" + System.getProperty("java.runtime.version"));
    assertThat(Blob.isSha256(key.hash())).isTrue();
  }

  @Test
  void eachPart_changesTheHash() {
    SortedMap<String, Digest> inputs = inputs("a.txt", "d1");
    Stream<ActionKey> keys =
        Stream.of(
            key(ACTION, ARGUMENTS, inputs, TOOL),
            key(ACTION.property("gcc", "12"), ARGUMENTS, inputs, TOOL),
            key(ACTION.environment("MORE"), ARGUMENTS, inputs, TOOL),
            key(ACTION.writing("c.txt"), ARGUMENTS, inputs, TOOL),
            key(ACTION.writingInto("b"), ARGUMENTS, inputs, TOOL),
            key(ACTION, List.of("-o", "b.txt", "a", "b\\"), inputs, TOOL),
            key(ACTION, List.of("-o", "b.txt", "a\\u000ab\\"), inputs, TOOL),
            key(ACTION, List.of("-o b.txt", "a\nb\\"), inputs, TOOL),
            key(ACTION, List.of("\ud800"), inputs, TOOL),
            key(ACTION, List.of("\ud801"), inputs, TOOL),
            key(ACTION, List.of("?"), inputs, TOOL),
            key(ACTION, ARGUMENTS, inputs("a.txt", "d2"), TOOL),
            key(ACTION, ARGUMENTS, inputs("b.txt", "d1"), TOOL),
            key(ACTION, ARGUMENTS, inputs, List.of(Digest.ofText("t2"))),
            key(ACTION, ARGUMENTS, inputs, List.of()));

    assertThat(keys.map(ActionKey::hash)).doesNotHaveDuplicates();
  }

  @Test
  void aPairOfSurrogates_isACharacter() {
    ActionKey key = key(ACTION, List.of("😀"), inputs("a.txt", "d1"), TOOL);

    assertThat(key.text()).contains("argument 😀\n");
  }
}
