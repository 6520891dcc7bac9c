package dev.perdure.worker.testing.record;

/** How messages follow each other in a stream. It remembers what it has seen; not thread-safe. */
sealed interface Framing permits JsonFraming, ProtoFraming {
  /** No message may be larger; a length beyond it is taken for foreign bytes. */
  int MESSAGE_BYTES = 256 << 20;

  /** How many bytes between two messages belong to neither. */
  int separators(byte[] bytes, int from, int to);

  /**
   * The length of the message that begins at {@code from}, or 0 while it isn't whole. It is asked
   * again with the same and more bytes until it is.
   *
   * @throws MalformedException if no message can begin so
   */
  int length(byte[] bytes, int from, int to) throws MalformedException;

  /** How many bytes at the beginning of a whole message are its frame and not its content. */
  int header(byte[] bytes, int from);
}
