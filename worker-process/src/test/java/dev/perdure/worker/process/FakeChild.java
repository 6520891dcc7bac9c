package dev.perdure.worker.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of fake-child.pl. */
final class FakeChild {
  private static final String SCRIPT = "fake-child.pl";

  private FakeChild() {}

  /** A child that starts and can do what is named. */
  static ProcessConfiguration that(String... abilities) {
    return starting("well", abilities);
  }

  /** A child that starts in the given way. */
  static ProcessConfiguration starting(String how, String... abilities) {
    return ProcessConfiguration.of(command(how, abilities));
  }

  /** What starts a child in the given way. */
  static List<String> command(String how, String... abilities) {
    List<String> command = new ArrayList<>(List.of("perl", script().toString(), how));
    command.addAll(List.of(abilities));
    return command;
  }

  private static Path script() {
    return Path.of("src", "test", "resources", SCRIPT).toAbsolutePath();
  }
}
