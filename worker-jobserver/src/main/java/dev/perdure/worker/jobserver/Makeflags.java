package dev.perdure.worker.jobserver;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variable by which GNU make tells its children of the job server. */
final class Makeflags {
  static final String VARIABLE = "MAKEFLAGS";

  /** The second spelling is that of make 4.1 and older. */
  private static final Pattern AUTH = Pattern.compile("--jobserver-(?:auth|fds)=(\\S+)");

  private static final Pattern DESCRIPTORS = Pattern.compile("(\\d+),(\\d+)");
  private static final String FIFO = "fifo:";

  private Makeflags() {}

  /** The job server that can be used; the last one that is named counts. */
  static Optional<JobAddress> find(String makeflags) {
    String auth = "";
    Matcher each = AUTH.matcher(makeflags);
    while (each.find()) {
      auth = each.group(1);
    }
    if (auth.startsWith(FIFO)) {
      Path path = Path.of(auth.substring(FIFO.length()));
      return UnixFile.of(path).isPipe() ? Optional.of(new JobAddress.Fifo(path)) : Optional.empty();
    }
    Matcher numbers = DESCRIPTORS.matcher(auth);
    return numbers.matches()
        ? InheritedPipe.find(numbers.group(1), numbers.group(2))
        : Optional.empty();
  }

  /** The variable with a job server added. */
  static Map<String, String> with(Map<String, String> inherited, int jobs, String auth) {
    String before = inherited.getOrDefault(VARIABLE, "");
    String added = "-j" + jobs + " --jobserver-auth=" + auth;
    // Before a bare "--" or a definition, what make adds would be read as something else.
    return Map.of(VARIABLE, before.isEmpty() ? added : flags(before) + " " + added + rest(before));
  }

  private static String flags(String makeflags) {
    int end = makeflags.indexOf(" -- ");
    return end < 0 ? makeflags : makeflags.substring(0, end);
  }

  private static String rest(String makeflags) {
    int end = makeflags.indexOf(" -- ");
    return end < 0 ? "" : makeflags.substring(end);
  }
}
