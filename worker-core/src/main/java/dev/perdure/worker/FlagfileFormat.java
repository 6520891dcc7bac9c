package dev.perdure.worker;

/** How the flagfiles of a tool are written, as {@code Args.set_param_file_format} names it. */
public enum FlagfileFormat {
  /** An argument a line, as it is; an empty line is an empty argument. */
  MULTILINE,
  /** Arguments separated by white space, quoted as a shell quotes them. */
  SHELL,
  /**
   * As only the tool knows, such as javac: an {@code @file} that a client has left in a request is
   * the tool's to read. In a one-shot run they have an argument a line, as for a client that
   * expands them.
   */
  TOOL
}
