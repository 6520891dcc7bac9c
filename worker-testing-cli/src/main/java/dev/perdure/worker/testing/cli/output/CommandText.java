package dev.perdure.worker.testing.cli.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** What a page says of the run that wrote it. */
public final class CommandText {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./{}-]+");

  private CommandText() {}

  /** The command line, as it can be given to a shell again. */
  public static String of(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of("perdure"));
    spec.root().commandLine().getParseResult().originalArgs().stream()
        .map(CommandText::quoted)
        .forEach(words::add);
    return String.join(" ", words);
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The time in UTC, to the second. */
  public static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  public static String versions() {
    return String.join(", ", new VersionProvider().getVersion())
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }
}
