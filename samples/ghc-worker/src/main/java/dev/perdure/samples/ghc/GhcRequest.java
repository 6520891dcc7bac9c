package dev.perdure.samples.ghc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The compiler's arguments, separated by their purpose.
 *
 * @param kind decides what serves the request
 * @param arguments all arguments, in their order
 * @param session the arguments that a server is started with, which decide what it reads, keeps and
 *     makes; empty unless the kind is {@link Kind#COMPILE}
 * @param own the other arguments, without {@code -c}: the source, and where files are found and
 *     written
 */
record GhcRequest(Kind kind, List<String> arguments, List<String> session, List<String> own) {
  /** What the compiler is asked to do. */
  enum Kind {
    /** Compiles one module: a server can do it. */
    COMPILE,
    /** Compiles a whole library: the compiler's program does it, with several jobs at once. */
    MAKE,
    /** Anything else: the compiler's program does it. */
    OTHER
  }

  /** Arguments that only the compiler's program can handle, whatever the others are. */
  private static final Pattern PROGRAM =
      Pattern.compile("--.*|@.*|[+-]RTS|-B.*|-v([2-9]|\\d\\d+)?|-[xeECSMV?]|-prof");

  private static final Pattern SOURCE =
      Pattern.compile("[^-].*\\.(hs|lhs|hs-boot|lhs-boot|hsig|lhsig|c|cc|cpp|cxx|s|S|cmm|m|mm)");

  /** Flags that say where files are, in themselves or by the next argument. */
  private static final Pattern PLACE =
      Pattern.compile(
          "-(I|i(?!gnore-|nclude-|nstantiated-)|ddump-file-prefix=|(ohi|dynohi|[a-z]*dir)[=/.\\w]).*");

  private static final Pattern PLACE_FOLLOWS = Pattern.compile("-(o|ohi|dyno|dynohi|[a-z]*dir)");

  /** Flags whose value is the next argument and may look like another flag. */
  private static final Pattern VALUE_FOLLOWS =
      Pattern.compile("-(opt|pgm)(L|P|F|c|cxx|a|as|l|lm|lo|lc|las|i|JSP|CmmP)");

  GhcRequest {
    arguments = List.copyOf(arguments);
    session = List.copyOf(session);
    own = List.copyOf(own);
  }

  static GhcRequest of(List<String> arguments) {
    boolean compiles = arguments.stream().filter("-c"::equals).count() == 1;
    if (!compiles || arguments.stream().anyMatch(PROGRAM.asMatchPredicate())) {
      Kind kind = arguments.contains("--make") ? Kind.MAKE : Kind.OTHER;
      return new GhcRequest(kind, arguments, List.of(), List.of());
    }
    List<String> session = new ArrayList<>();
    List<String> own = new ArrayList<>();
    List<String> last = session;
    boolean follows = false;
    for (String argument : arguments) {
      if (follows) {
        follows = false;
      } else if (argument.equals("-c")) {
        continue;
      } else if (PLACE_FOLLOWS.matcher(argument).matches()) {
        last = own;
        follows = true;
      } else if (PLACE.matcher(argument).matches() || SOURCE.matcher(argument).matches()) {
        last = own;
      } else if (argument.startsWith("-")) {
        last = session;
        follows = VALUE_FOLLOWS.matcher(argument).matches();
      }
      // An argument that is neither a flag nor a source is the value of the last flag.
      last.add(argument);
    }
    return new GhcRequest(Kind.COMPILE, arguments, session, own);
  }
}
