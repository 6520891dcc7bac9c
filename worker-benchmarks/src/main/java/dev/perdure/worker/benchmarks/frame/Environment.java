package dev.perdure.worker.benchmarks.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where and how results came about.
 *
 * @param machine processor, number of processors, system
 * @param jdk version and vendor
 * @param command what to run to see the same
 * @param date in UTC, as in ISO 8601
 */
public record Environment(String machine, int jdkFeature, String jdk, String command, String date) {

  /** This machine, now. */
  public static Environment here(String command) {
    String machine =
        "%s, %d processors, %s %s"
            .formatted(
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    String jdk =
        "JDK "
            + System.getProperty("java.version")
            + " ("
            + System.getProperty("java.vendor")
            + ")";
    return new Environment(
        machine,
        Runtime.version().feature(),
        jdk,
        command,
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }
}
