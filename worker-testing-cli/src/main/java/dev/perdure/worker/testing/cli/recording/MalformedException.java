package dev.perdure.worker.testing.cli.recording;

/** Bytes of a stream are not a message. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedException(String problem) {
    super(problem);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
