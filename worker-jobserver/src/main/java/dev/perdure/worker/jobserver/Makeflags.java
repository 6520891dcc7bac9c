package dev.perdure.worker.jobserver;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variable by which GNU make tells its children of the job server. */
final class Makeflags {
  static final String VARIABLE = "MAKEFLAGS";

  /** The second one is for make 4.1 and older. */
  private static final List<String> AUTH = List.of("--jobserver-auth", "--jobserver-fds");

  private static final Pattern DESCRIPTORS = Pattern.compile("(\\d+),(\\d+)");
  private static final String FIFO = "fifo:";

  private Makeflags() {}

  /** The job server that can be used; the last one named counts. */
  static Optional<JobAddress> find(String makeflags) {
    String auth = MakeflagsWords.of(makeflags).last(AUTH);
    if (auth.startsWith(FIFO)) {
      String path = auth.substring(FIFO.length());
      // Make expands variables when it reads this, but does not double the dollar sign of a path
      // when it writes it.
      return fifo(path).or(() -> fifo(path.replace("$$", "$")));
    }
    Matcher numbers = DESCRIPTORS.matcher(auth);
    return numbers.matches()
        ? InheritedPipe.find(numbers.group(1), numbers.group(2))
        : Optional.empty();
  }

  private static Optional<JobAddress> fifo(String name) {
    try {
      Path path = Path.of(name);
      return UnixFile.of(path).isPipe() ? Optional.of(new JobAddress.Fifo(path)) : Optional.empty();
    } catch (InvalidPathException e) { // Not in this JVM's encoding.
      return Optional.empty();
    }
  }

  /** The variable with a job server added. */
  static Map<String, String> with(Map<String, String> inherited, int jobs, String auth) {
    String before = inherited.getOrDefault(VARIABLE, "");
    MakeflagsWords words = MakeflagsWords.of(before);
    String flags = before.substring(0, words.end());
    String added = "-j" + jobs + " --jobserver-auth=" + MakeflagsWords.quoted(auth);
    // A flag after definitions would be read as a definition.
    String all = (flags.isEmpty() ? "" : flags + " ") + added;
    String definitions = words.definitions();
    return Map.of(VARIABLE, definitions.isEmpty() ? all : all + " " + definitions);
  }
}
