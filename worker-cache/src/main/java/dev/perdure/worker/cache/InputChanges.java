package dev.perdure.worker.cache;

import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the inputs of a request differ from those of an earlier one, for tools that work
 * incrementally. Files are compared by their digests, and are not read. A renamed file is one that
 * was removed and another that was added. Immutable.
 *
 * <p>An input without a digest counts as changed, because nothing is known about its content. Use
 * {@link ContentDigests#inputs} for both lists if the client may send no digests.
 *
 * @param added the inputs whose path is new
 * @param changed the inputs with another digest than before, or without one before or now; with the
 *     present digest
 * @param removed the inputs that are gone, with their last digest
 */
public record InputChanges(List<Input> added, List<Input> changed, List<Input> removed) {
  /** Copies the lists. */
  public InputChanges {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /**
   * What has changed between two lists of inputs, each in the order of its list. If a path is in a
   * list more than once, the last one counts.
   *
   * @param previous the inputs of the earlier request
   * @param inputs the inputs now. A client that declares no inputs, and a one-shot run, give an
   *     empty list: then all have been removed
   */
  public static InputChanges since(List<Input> previous, List<Input> inputs) {
    Map<String, Input> before = byPath(previous);
    List<Input> added = new ArrayList<>();
    List<Input> changed = new ArrayList<>();
    for (Input input : byPath(inputs).values()) {
      Input known = before.remove(input.path());
      if (known == null) {
        added.add(input);
      } else if (input.digest().isEmpty() || !input.digest().equals(known.digest())) {
        changed.add(input);
      }
    }
    return new InputChanges(added, changed, List.copyOf(before.values()));
  }

  private static Map<String, Input> byPath(List<Input> inputs) {
    Map<String, Input> byPath = new LinkedHashMap<>();
    inputs.forEach(input -> byPath.put(input.path(), input));
    return byPath;
  }

  /** Whether both requests have the same inputs with the same contents. */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
