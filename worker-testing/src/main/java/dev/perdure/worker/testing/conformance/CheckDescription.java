package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import java.util.List;

/**
 * Describes a check. Immutable.
 *
 * <p>{@code id} is stable; {@code facts} are the F-numbers, of the documentation's page on the
 * protocol, that the check is based on; {@code remedy} says how to fix a worker that fails.
 */
public final class CheckDescription {
  private final String id;
  private final String title;
  private final List<String> facts;
  private final String remedy;

  private CheckDescription(String id, String title, List<String> facts, String remedy) {
    this.id = id;
    this.title = title;
    this.facts = facts;
    this.remedy = remedy;
  }

  static CheckDescription of(Check check) {
    CheckDefinition definition = check.definition();
    return new CheckDescription(
        definition.id(), definition.title(), definition.facts(), definition.remedy());
  }

  /** The check's name: words in lower case, separated by hyphens. */
  public String id() {
    return id;
  }

  /** What the check expects of a worker, as a statement. */
  public String title() {
    return title;
  }

  /** The F-numbers that it is based on; may be empty. */
  public List<String> facts() {
    return facts;
  }

  /** How to fix a worker that fails the check. */
  public String remedy() {
    return remedy;
  }
}
