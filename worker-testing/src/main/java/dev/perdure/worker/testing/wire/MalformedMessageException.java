package dev.perdure.worker.testing.wire;

/** Bytes are not a protocol buffer message. Its message says what is wrong with them. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String problem) {
    super(problem);
  }
}
