package dev.perdure.worker.benchmarks.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.benchmarks.process.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the library allocates for a request has not grown since it was last recorded. Unlike times,
 * these counts are the same on a busy machine, and on each JDK. {@code -Dallocation.record=true}
 * records them anew.
 */
@Timeout(120)
class AllocationTest {
  /** What another JDK, or another order of threads, may add. */
  private static final double TOLERANCE = 1.05;

  /** Less than any object has; a part of it comes from what is allocated now and then. */
  private static final int ROUNDING = 8;

  private static final Path RECORDED = Path.of("src/test/resources/allocation.tsv");

  @TempDir Path folder;

  @Test
  void requestsAllocateNoMoreThanRecorded() throws Exception {
    if (Boolean.getBoolean("allocation.record")) {
      Files.writeString(RECORDED, counts());
    }
    Map<String, Long> recorded = parse(Files.readString(RECORDED));
    Map<String, Long> counted = parse(counts());
    assertThat(counted).containsOnlyKeys(recorded.keySet());
    assertThat(counted)
        .as("bytes per request; recorded: %s", recorded)
        .allSatisfy(
            (name, bytes) ->
                assertThat(bytes)
                    .as(name)
                    .isLessThanOrEqualTo(Math.round(recorded.get(name) * TOLERANCE) + ROUNDING));
  }

  private String counts() throws IOException, InterruptedException {
    Path output = folder.resolve("counts");
    Process process =
        new ProcessBuilder(
                ClassPath.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                Counting.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output, UTF_8);
  }

  private static Map<String, Long> parse(String text) {
    Map<String, Long> counts = new TreeMap<>();
    text.lines()
        .map(line -> line.split("\t"))
        .forEach(line -> counts.put(line[0], Long.parseLong(line[1])));
    return counts;
  }
}
