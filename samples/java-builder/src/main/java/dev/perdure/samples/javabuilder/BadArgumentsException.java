package dev.perdure.samples.javabuilder;

/** A command line that means nothing, or asks for what this builder does not do. */
final class BadArgumentsException extends Exception {
  private static final long serialVersionUID = 1;

  BadArgumentsException(String message) {
    super(message);
  }
}
