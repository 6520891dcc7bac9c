package dev.perdure.worker.codec;

/**
 * How much one message of a peer may ask of this process.
 *
 * @param maxMessageBytes the length of a message in bytes, at most
 * @param maxNesting how deep objects, lists and groups may nest, at most
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
