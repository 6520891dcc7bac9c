package dev.perdure.worker.it.bazel;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.OutputSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The site's table of clients is made from their profiles, and from which of them are installed.
 */
class ClientTableTest {
  private static final List<String> COLUMNS =
      List.of(
          "client",
          "version",
          "protocol",
          "multiplex",
          "cancel",
          "`@file`",
          "sandbox directory",
          "input digest",
          "standard error",
          "size of an answer",
          "tested");

  @TempDir Path directory;

  @Test
  void table_isMadeFromTheProfiles() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(row(COLUMNS));
    lines.add("|" + "---|".repeat(COLUMNS.size()));
    for (Client client : Client.values()) {
      lines.add(row(cells(client)));
    }
    Files.write(directory.resolve("clients.md"), lines);

    OutputSnapshot.in(Path.of("src/test/snapshots/clients")).assertMatches(directory);
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static List<String> cells(Client client) {
    return List.of(
        client.program(),
        client.version(),
        protocols(client),
        client.isMultiplex() ? "possible" : "no",
        client.cancels() ? "a message" : "the process is ended",
        client.expandsFlagfiles() ? "its lines are sent" : "sent unchanged",
        sandbox(client),
        digests(client),
        errors(client),
        client.maxAnswerBytes() == Long.MAX_VALUE
            ? "any"
            : (client.maxAnswerBytes() >> 20) + " MiB",
        isInstalled(client) ? "with the real thing" : "by profile");
  }

  private static String protocols(Client client) {
    return client.protocols().stream()
        .sorted()
        .map(protocol -> protocol.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String sandbox(Client client) {
    return switch (client.sandbox()) {
      case NONE -> client.swapsRoot() ? "none; other files for each action" : "none";
      case RELATIVE -> "sometimes, relative";
      case ABSOLUTE -> "always, absolute";
    };
  }

  private static String digests(Client client) {
    return switch (client.digests()) {
      case TEXT -> "hexadecimal text";
      case MESSAGE -> "a serialized `Digest`";
      case NONE -> "none";
    };
  }

  private static String errors(Client client) {
    return switch (client.errors()) {
      case LOGGED -> "the worker log";
      case IN_RESULT -> "in the action's result";
      case IN_FAILURE -> "shown if the worker fails";
      case DISCARDED -> "discarded";
    };
  }

  /** Whether the tests of this package run that client itself; all have tests by profile. */
  private static boolean isInstalled(Client client) {
    return Stream.of(BazelInstallation.onMachine(), BazelInstallation.inChroot())
        .anyMatch(
            bazel ->
                Arrays.asList("Bazel", Integer.toString(bazel.version()))
                    .equals(List.of(client.program(), client.version())));
  }
}
