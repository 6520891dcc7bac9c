package dev.perdure.worker.testing.cli.recording;

import java.util.Locale;

/** One of the three streams of a worker, as the worker sees it. */
public enum RecordedStream {
  /** Standard input: the client's requests. */
  IN,
  /** Standard output: the worker's answers. */
  OUT,
  /** Standard error: the worker's log. */
  ERR;

  /** The name in a log file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RecordedStream ofKey(String key) {
    return switch (key) {
      case "in" -> IN;
      case "out" -> OUT;
      case "err" -> ERR;
      default -> throw new IllegalArgumentException("no stream is named " + key);
    };
  }
}
