package dev.perdure.worker.testing;

import dev.perdure.worker.testing.fixture.FixtureWorker;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Starts the fixture worker. */
final class Fixture {
  private Fixture() {}

  static WorkerHarness.Builder process(Protocol protocol, String... flags) {
    return WorkerHarness.process(command(protocol, flags)).protocol(protocol);
  }

  static List<String> command(Protocol protocol, String... flags) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                FixtureWorker.class.getName(),
                name(protocol)));
    command.addAll(List.of(flags));
    return command;
  }

  static WorkerHarness.Builder inProcess(Protocol protocol) {
    return WorkerHarness.inProcess(
            (in, out, log) -> FixtureWorker.serve(name(protocol), in, out, log))
        .protocol(protocol);
  }

  private static String name(Protocol protocol) {
    return protocol.name().toLowerCase(Locale.ROOT);
  }

  private static String classPath() {
    try {
      return Path.of(
              FixtureWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
