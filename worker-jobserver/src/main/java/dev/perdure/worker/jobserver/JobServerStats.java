package dev.perdure.worker.jobserver;

/**
 * What a {@link JobServer} knows of its tokens.
 *
 * @param tokens how many there are
 * @param free how many nobody has
 * @param held how many this process has, those for its children among them
 * @param children how many children run
 * @param lost how many children ended with since the server was made, and were made again
 */
public record JobServerStats(int tokens, int free, int held, int children, long lost) {
  /** How many the children have taken by themselves, or have ended with. */
  public int outstanding() {
    return tokens - free - held;
  }
}
