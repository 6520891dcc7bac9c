package dev.perdure.worker.jobserver;

/**
 * What a {@link JobServer} knows about its tokens.
 *
 * @param tokens the number of tokens
 * @param free how many nobody has
 * @param held how many this process has, including those for its children
 * @param children how many children are running
 * @param lost how many were lost with ended processes, and replaced, since the server was created
 */
public record JobServerStats(int tokens, int free, int held, int children, long lost) {
  /**
   * The number of tokens that children have taken by themselves, or that were lost with children.
   */
  public int outstanding() {
    return tokens - free - held;
  }
}
