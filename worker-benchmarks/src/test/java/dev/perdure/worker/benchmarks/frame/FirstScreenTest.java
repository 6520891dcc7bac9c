package dev.perdure.worker.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The figures with which the README and the site begin are those that were measured last. */
class FirstScreenTest {
  private static final String COLD = "javac";
  private static final String WARM = "warm worker";

  @Test
  void readme_hasTheTimesOfASmallFile() throws Exception {
    assertThat(Files.readString(Path.of("../README.md")))
        .contains("| JDK 17, wall time | " + times("wall", " | ") + " |")
        .contains("| JDK 17, CPU time | " + times("CPU", " | ") + " |");
  }

  @Test
  void homePage_hasTheTimesOfASmallFile() throws Exception {
    assertThat(Files.readString(Path.of("../site/index.md")))
        .contains(times("wall", " with a new javac and ") + " with a warm worker (JDK 17)");
  }

  private static String times(String quantity, String between) throws Exception {
    return time(quantity, COLD) + between + time(quantity, WARM);
  }

  /** The median, with two digits that count. */
  private static String time(String quantity, String side) throws Exception {
    double median = new Figures(17).median("javac", "javac, one small file", quantity, side);
    return BigDecimal.valueOf(median).round(new MathContext(2)).toBigInteger() + " ms";
  }
}
