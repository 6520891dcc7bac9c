package dev.perdure.worker.testing.cli.recording;

/** How messages follow each other in a stream. Has state; not thread-safe. */
sealed interface Framing permits JsonFraming, ProtoFraming {
  /** The maximum size of a message; a larger length counts as foreign bytes. */
  int MESSAGE_BYTES = 256 << 20;

  /** The number of bytes before the next message that belong to no message. */
  int separators(byte[] bytes, int from, int to);

  /**
   * The length of the message that begins at {@code from}, or 0 if it is incomplete. Called again
   * with the same bytes and more until it is complete.
   *
   * @throws MalformedException if no message can begin like this
   */
  int length(byte[] bytes, int from, int to) throws MalformedException;

  /** How many bytes at the beginning of a complete message are its frame and not its content. */
  int header(byte[] bytes, int from);
}
