package dev.perdure.worker.testing.conformance.worker;

import java.nio.file.Path;

/** What an input file of a request holds. */
public sealed interface InputContent {
  /**
   * A text.
   *
   * @param text the text, with placeholders
   */
  record Text(String text) implements InputContent {}

  /**
   * The bytes of a file.
   *
   * @param file an existing file
   */
  record CopyOf(Path file) implements InputContent {}
}
