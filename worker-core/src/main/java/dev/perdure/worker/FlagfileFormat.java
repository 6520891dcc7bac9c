package dev.perdure.worker;

/** How the flagfiles of a tool are written, as {@code Args.set_param_file_format} names it. */
public enum FlagfileFormat {
  /** One argument per line, taken literally; an empty line is an empty argument. */
  MULTILINE,
  /** Arguments separated by white space, quoted as a shell quotes them. */
  SHELL,
  /**
   * A format that only the tool knows, such as javac's. If a client has left an {@code @file} in a
   * request, the tool reads it. In a one-shot run, flagfiles have one argument per line, as for a
   * client that expands them.
   */
  TOOL
}
