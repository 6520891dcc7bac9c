package dev.perdure.worker.cache.remote.result;

/**
 * The outcome of a lookup.
 *
 * @param outcome how it ended
 * @param exitCode the exit code of the result, for a hit
 */
public record Lookup(Outcome outcome, int exitCode) {
  /** How a lookup can end. */
  enum Outcome {
    HIT,
    MISS,
    /** There is an entry, but it can't be used. */
    UNUSABLE,
    /** The server was not asked, or gave no answer. */
    UNKNOWN
  }

  static Lookup hit(int exitCode) {
    return new Lookup(Outcome.HIT, exitCode);
  }

  static Lookup of(Outcome outcome) {
    return new Lookup(outcome, 0);
  }

  public boolean isHit() {
    return outcome == Outcome.HIT;
  }
}
