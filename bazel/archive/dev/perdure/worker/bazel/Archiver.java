package dev.perdure.worker.bazel;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.ConformanceReport;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Lets a worker answer requests, and writes an archive of the classes that this needed.
 *
 * <p>Its arguments are the file with the requests, the protocol, the flag by which a JVM makes the
 * archive, the one by which it uses it, the archive, and the worker's command line.
 */
final class Archiver {
  /** A JVM that makes an AOT cache starts another one at its end, which takes its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final WorkerUnderTest worker;
  private final List<String> command;

  private Archiver(WorkerUnderTest worker, List<String> command) {
    this.worker = worker;
    this.command = command;
  }

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Protocol protocol = Protocol.valueOf(args[1].toUpperCase(Locale.ROOT));
    Path archive = Path.of(args[4]).toAbsolutePath();
    WorkerUnderTest worker = WorkerUnderTest.read(file).protocols(List.of(protocol));
    Map<String, String> environment = new HashMap<>(worker.environment());
    environment.putIfAbsent("LC_CTYPE", "C.UTF-8");
    environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
    List<String> command = List.of(args).subList(5, args.length);
    Archiver archiver = new Archiver(worker.environment(environment), command);

    ConformanceReport made = archiver.run(args[2] + archive);
    if (!made.failures().isEmpty()) {
      System.err.println(made.table());
      System.err.println(
          "The worker did not answer the training requests in " + file + " as that file says.");
      System.exit(1);
    }
    if (!Files.exists(archive)) {
      drop(archive, "The JVM made no archive", "");
      return;
    }
    ConformanceReport used = archiver.run(args[3] + archive);
    if (!used.failures().isEmpty()) {
      drop(archive, "The worker fails with the archive", used.table());
    }
  }

  /** Starts the worker with one more flag, sends it all requests, and lets it end. */
  private ConformanceReport run(String flag) {
    List<String> complete = new ArrayList<>(command);
    complete.add(1, flag);
    complete.add(1, "-Dperdure.archiving=true"); // The JVM writes the archive when it exits.
    return ConformanceKit.of(worker.command(complete))
        .only(Set.of("first-answer"))
        .patience(PATIENCE)
        .check();
  }

  /** Leaves an empty file, which the launcher does not use. */
  private static void drop(Path archive, String reason, String detail) throws IOException {
    System.err.println(reason + ", so it will start without one. " + detail);
    Files.write(archive, new byte[0]);
  }
}
