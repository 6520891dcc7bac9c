package dev.perdure.worker.it;

/** What jobs write down, a line each: {@code begin …} and {@code end …}. */
public final class JobNotes {
  private JobNotes() {}

  /** How many jobs have begun and not ended, at the most. */
  public static int mostAtOnce(String notes) {
    int now = 0;
    int most = 0;
    for (String line : notes.lines().toList()) {
      now += line.startsWith("begin") ? 1 : -1;
      most = Math.max(most, now);
    }
    return most;
  }
}
