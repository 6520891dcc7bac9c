package dev.perdure.worker.codec;

/**
 * How large one message of a peer may be.
 *
 * @param maxMessageBytes the maximum length of a message in bytes
 * @param maxNesting the maximum nesting depth of objects, lists and groups
 */
public record CodecLimits(int maxMessageBytes, int maxNesting) {
  private static final CodecLimits DEFAULTS = new CodecLimits(256 << 20, 100);

  public CodecLimits {
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException("max message bytes is " + maxMessageBytes);
    }
    if (maxNesting < 1) {
      throw new IllegalArgumentException("max nesting is " + maxNesting);
    }
  }

  /** Messages of up to 256 MiB, 100 levels deep. */
  public static CodecLimits defaults() {
    return DEFAULTS;
  }
}
