package dev.perdure.worker.testing.conformance;

import java.util.List;

/** All checks, in the order in which a person wants to read them: what is basic first. */
final class Checks {
  static final List<Check> ALL =
      List.of(new FirstAnswer(), new SplitAnywhere(), new TwoInOneWrite());

  private Checks() {}
}
