package dev.perdure.worker.benchmarks.jobs;

/** How compilers that run at once share the cores. */
public enum Sharing {
  /** Each takes a job token for each module that it compiles. */
  TOKENS("job tokens"),

  /** Each compiles one module at a time. */
  ONE_EACH("-j1 each"),

  /** Each compiles as many modules at once as there are cores, whatever the others do. */
  ALL_EACH("-jN each, no tokens");

  private final String label;

  Sharing(String label) {
    this.label = label;
  }

  /** For tables. */
  public String label() {
    return label;
  }
}
