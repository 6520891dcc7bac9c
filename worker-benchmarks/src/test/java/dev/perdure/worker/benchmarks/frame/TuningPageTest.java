package dev.perdure.worker.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the site's page on tuning says of figures is what was measured last. */
class TuningPageTest {
  private static final String FOUR_SLOTS = "one process, 4 at once";
  private static final String TWO_PROCESSES = "2 processes, one at once";
  private static final String FOUR_PROCESSES = "4 processes, one at once";

  private static final List<String> COMPILERS = List.of("javac", "kotlin", "scala");

  private String page = "";

  @BeforeEach
  void read() throws Exception {
    page = Files.readString(Path.of("../site/tuning.md")).replaceAll("\\s+", " ");
  }

  private static double ratio(int jdk, String name, String quantity, String side, String other)
      throws Exception {
    return new Figures(jdk).ratio(name, "", quantity, side, other);
  }

  @Test
  void fourSlots_areAsFastAsTwoProcesses_inLessMemory() throws Exception {
    assertThat(page)
        .contains(
            "One process with four slots compiles as many files per second as two processes, in"
                + " less memory: up to 40 % less.");
    for (int jdk : List.of(17, 25)) {
      for (String compiler : COMPILERS) {
        assertThat(slots(jdk, compiler, "files", FOUR_SLOTS, TWO_PROCESSES)).isBetween(0.94, 1.08);
        assertThat(slots(jdk, compiler, "resident", FOUR_SLOTS, TWO_PROCESSES))
            .isBetween(0.59, 0.98);
      }
    }
  }

  @Test
  void fourProcesses_areSlowerThanTwo() throws Exception {
    assertThat(page)
        .contains("Four processes are slower than two, and need nearly twice the memory.");
    for (int jdk : List.of(17, 25)) {
      for (String compiler : COMPILERS) {
        assertThat(slots(jdk, compiler, "files", FOUR_PROCESSES, TWO_PROCESSES)).isLessThan(0.96);
        assertThat(slots(jdk, compiler, "resident", FOUR_PROCESSES, TWO_PROCESSES))
            .isBetween(1.7, 2.0);
      }
    }
  }

  private static double slots(int jdk, String compiler, String quantity, String side, String other)
      throws Exception {
    return new Figures(jdk).ratio("slots", compiler + " worker", quantity, side, other);
  }

  @Test
  void idleCollections_giveMemoryBackOnJdk17Only() throws Exception {
    assertThat(page)
        .contains(
            "On JDK 17 the worker then gives memory back; on JDK 25, with the launch script's"
                + " collector, it gives back little or nothing.");
    String busy = "perdure, launcher";
    String idle = "perdure, launcher, then idle";
    assertThat(ratio(17, "memory", "resident", idle, busy)).isLessThan(0.75);
    assertThat(ratio(25, "memory", "resident", idle, busy)).isGreaterThan(0.9);
  }

  @Test
  void whatIsInUse_doesNotGrow_whatTheHeapKeepsMay() throws Exception {
    assertThat(page)
        .contains(
            "A worker that has answered a million requests of all sizes has no more in use than one"
                + " that has answered a few thousand.",
            "After requests of 50 MB, a worker on JDK 25 kept between 160 and 570 MiB, of which less"
                + " than 2 MiB were in use.");
    for (String protocol : List.of("proto", "json")) {
      String soak = "soak, " + protocol + ", 1,000,000 requests";
      for (int jdk : List.of(17, 25)) {
        assertThat(
                new Figures(jdk)
                    .ratio("soak", soak + ", what stays", "alive", "old worker", "young worker"))
            .isLessThan(1.01);
      }
      for (String side : List.of("old worker", "young worker")) {
        Figures figures = new Figures(25);
        assertThat(figures.median("soak", soak, "resident", side)).isBetween(160.0, 570.0);
        assertThat(figures.median("soak", soak + ", what stays", "alive", side)).isLessThan(2);
      }
    }
  }

  @Test
  void secondCompiler_ofJavac() throws Exception {
    assertThat(page)
        .contains(
            "Until its 200th file, `javac-worker` is no faster with it, and needs a third to a half"
                + " more CPU time. For 2,000 files it takes a quarter to a third less time, and"
                + " less CPU time, too.");
    for (int jdk : List.of(17, 25)) {
      assertThat(second(jdk, "javac", "wall to action 200")).isGreaterThan(0.98);
      assertThat(second(jdk, "javac", "CPU to action 200")).isBetween(1.33, 1.58);
      assertThat(second(jdk, "javac", "wall to action 2000")).isBetween(0.64, 0.78);
      assertThat(second(jdk, "javac", "CPU to action 2000")).isLessThan(1);
    }
  }

  @Test
  void secondCompiler_ofOthers() throws Exception {
    assertThat(page)
        .contains(
            "After 200 files `kotlinc-worker` is still slower, and `scalac-worker` about a tenth"
                + " faster. All need more memory: 15 to 75 % more.");
    for (int jdk : List.of(17, 25)) {
      assertThat(second(jdk, "kotlin", "wall to action 200")).isGreaterThan(1.05);
      assertThat(second(jdk, "scala", "wall to action 200")).isBetween(0.85, 0.95);
      for (String compiler : COMPILERS) {
        assertThat(second(jdk, compiler, "resident")).isBetween(1.14, 1.75);
      }
    }
  }

  private static double second(int jdk, String compiler, String quantity) throws Exception {
    return new Figures(jdk)
        .ratio("jvm-compilers", compiler + ",", quantity, "second late", "first only");
  }
}
