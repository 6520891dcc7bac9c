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
  private final CheckDefinition definition;

  private CheckDescription(CheckDefinition definition) {
    this.definition = definition;
  }

  static CheckDescription of(Check check) {
    return new CheckDescription(check.definition());
  }

  /** The check's name: words in lower case, separated by hyphens. */
  public String id() {
    return definition.id();
  }

  /** What the check expects of a worker, as a statement. */
  public String title() {
    return definition.title();
  }

  /** The F-numbers that it is based on; may be empty. */
  public List<String> facts() {
    return definition.facts();
  }

  /** How to fix a worker that fails the check. */
  public String remedy() {
    return definition.remedy();
  }
}
