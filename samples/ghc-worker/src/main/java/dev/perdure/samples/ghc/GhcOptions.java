package dev.perdure.samples.ghc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of a request for the worker itself, and the arguments for the compiler. Options about
 * job tokens and the memory of servers count only at the worker's start: {@link JobTokens}, {@link
 * #serverMemory}.
 *
 * @param ghc the compiler's program, a path or a name to be searched for in the PATH: {@code
 *     --ghc=PATH}
 * @param cache the folder in which compiled servers are kept: {@code --server-cache=FOLDER}
 * @param arguments the arguments of the compiler
 */
record GhcOptions(String ghc, Path cache, List<String> arguments) {
  private static final String GHC = "--ghc=";
  private static final String CACHE = "--server-cache=";
  private static final String MEMORY = "--server-memory=";
  private static final String SEMAPHORE = "-jsem";

  private static final long GIBIBYTE = 1L << 30;

  GhcOptions {
    arguments = List.copyOf(arguments);
  }

  static GhcOptions parse(List<String> all) {
    String ghc = "ghc";
    Path cache = ServerCache.usualFolder();
    List<String> arguments = new ArrayList<>(all.size() + 2);
    // A build must not depend on an environment file in a parent folder.
    if (all.stream().noneMatch(argument -> argument.startsWith("-package-env"))) {
      arguments.addAll(List.of("-package-env", "-"));
    }
    boolean namesSemaphore = false;
    for (String argument : all) {
      if (namesSemaphore) {
        namesSemaphore = false;
      } else if (argument.startsWith(SEMAPHORE)) {
        namesSemaphore = argument.substring(SEMAPHORE.length()).isBlank();
      } else if (argument.startsWith(GHC)) {
        ghc = argument.substring(GHC.length());
      } else if (argument.startsWith(CACHE)) {
        cache = Path.of(argument.substring(CACHE.length()));
      } else if (!argument.startsWith(JobTokens.OPTION) && !argument.startsWith(MEMORY)) {
        arguments.add(argument);
      }
    }
    // The path is relative to the worker's own directory, as for all tools, not to that of the
    // request.
    String program = ghc.contains("/") ? Path.of(ghc).toAbsolutePath().toString() : ghc;
    return new GhcOptions(program, cache.toAbsolutePath(), arguments);
  }

  /**
   * How many bytes of memory servers may occupy before idle ones are ended: the last {@code
   * --server-memory=MIB}, or 2 GiB plus 1 GiB for each job. A server and its compiling child take
   * some 450 MiB.
   *
   * @param arguments the worker's start-up arguments
   * @throws IllegalArgumentException if the value is not a number of MiB, at least 1
   */
  static long serverMemory(List<String> arguments, int jobs) {
    long bytes = (2 + jobs) * GIBIBYTE;
    for (String argument : arguments) {
      if (argument.startsWith(MEMORY)) {
        bytes = mebibytes(argument) << 20;
      }
    }
    return bytes;
  }

  private static long mebibytes(String argument) {
    String number = argument.substring(MEMORY.length());
    if (!number.matches("0*[1-9]\\d{0,7}")) {
      throw new IllegalArgumentException(argument + ": expected a number of MiB from 1 on");
    }
    return Long.parseLong(number);
  }
}
