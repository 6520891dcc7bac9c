package dev.perdure.worker;

import java.io.IOException;

/**
 * The peer sent bytes that are not a message of the protocol. Nothing of the message was executed,
 * and the stream can't be read any further.
 *
 * <p>The message says what was expected, what came and where, and ends with an id that the
 * troubleshooting page explains.
 */
public final class WorkerProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String id;

  /**
   * Creates an exception from its parts.
   *
   * @param id the stable name of this kind of error, such as {@code proto-truncated}
   * @param where the byte offset in the stream or the JSON path, such as {@code byte 17}
   * @param expected what the protocol asks for at that place
   * @param came what was there
   */
  public WorkerProtocolException(String id, String where, String expected, String came) {
    super(where + ": expected " + expected + ", came " + came + " [" + id + "]");
    this.id = id;
  }

  /** The stable name of this kind of error. */
  public String id() {
    return id;
  }
}
