package dev.perdure.worker.testing.conformance.end;

/** How a client tells a worker to end (F18). */
public enum Ending {
  INPUT("end-of-input", "its input ends"),
  SIGTERM("sigterm", "SIGTERM comes"),
  BOTH("input-and-sigterm", "its input ends and SIGTERM comes"),
  SIGTERM_TWICE("sigterm-twice", "SIGTERM comes twice");

  final String id;
  final String words;

  Ending(String id, String words) {
    this.id = id;
    this.words = words;
  }
}
