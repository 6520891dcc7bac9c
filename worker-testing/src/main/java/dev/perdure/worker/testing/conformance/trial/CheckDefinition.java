package dev.perdure.worker.testing.conformance.trial;

import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a check is about, what it needs, and how to fix a worker that fails it. Immutable.
 *
 * <p>{@code id} is stable; {@code facts} are the F-numbers, of the documentation's page on the
 * protocol, that the check is based on; {@code remedy} says how to fix a worker that fails.
 */
public final class CheckDefinition {
  private final String id;
  private final String title;
  private final List<String> facts;
  private final String remedy;
  private final Set<Need> needs;
  private final Set<Role> roles;

  private CheckDefinition(
      String id,
      String title,
      List<String> facts,
      String remedy,
      Set<Need> needs,
      Set<Role> roles) {
    this.id = id;
    this.title = title;
    this.facts = facts;
    this.remedy = remedy;
    this.needs = needs;
    this.roles = roles;
  }

  public static CheckDefinition of(String id, String title, String... facts) {
    return new CheckDefinition(
        id, title, List.of(facts), "", EnumSet.noneOf(Need.class), EnumSet.noneOf(Role.class));
  }

  public CheckDefinition remedy(String remedy) {
    return new CheckDefinition(id, title, facts, remedy, needs, roles);
  }

  public CheckDefinition needs(Need first, Need... others) {
    return new CheckDefinition(id, title, facts, remedy, EnumSet.of(first, others), roles);
  }

  public CheckDefinition roles(Role first, Role... others) {
    return new CheckDefinition(id, title, facts, remedy, needs, EnumSet.of(first, others));
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

  public Set<Need> needs() {
    return needs;
  }

  public Set<Role> roles() {
    return roles;
  }
}
