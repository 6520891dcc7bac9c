package dev.perdure.worker;

/** How the flagfiles of a tool are written, as {@code Args.set_param_file_format} names it. */
public enum FlagfileFormat {
  /** An argument a line, as it is; an empty line is an empty argument. */
  MULTILINE,
  /** Arguments separated by white space, quoted as a shell quotes them. */
  SHELL
}
