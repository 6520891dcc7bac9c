package dev.perdure.worker.codec;

/** What the first bytes of a stream are to one encoding. See {@link WorkerCodec#begins}. */
public enum StreamStart {
  /** No message of this encoding begins with these bytes. */
  IMPOSSIBLE,
  /** The beginning of a message, or of something else: more bytes have to tell. */
  POSSIBLE,
  /**
   * One complete message or more. If no byte follows, the client is waiting for the answer, so this
   * encoding is chosen. If one follows, it may show something else.
   */
  COMPLETE,
  /** The beginning of a message, whatever follows. */
  CERTAIN
}
