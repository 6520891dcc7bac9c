package dev.perdure.worker.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the site's page on tuning says of figures is what was measured last. */
class TuningPageTest {
  private static final String TWO_SLOTS = "one process, 2 at once";
  private static final String FOUR_SLOTS = "one process, 4 at once";
  private static final String TWO_PROCESSES = "2 processes, one at once";
  private static final String FOUR_PROCESSES = "4 processes, one at once";

  private String page = "";

  @BeforeEach
  void read() throws Exception {
    page = Files.readString(Path.of("../site/tuning.md")).replaceAll("\\s+", " ");
  }

  private static double ratio(int jdk, String name, String quantity, String side, String other)
      throws Exception {
    return new Figures(jdk).ratio(name, "", quantity, side, other);
  }

  private static double slots(int jdk, String quantity, String side, String other)
      throws Exception {
    return ratio(jdk, "slots", quantity, side, other);
  }

  @Test
  void twoProcesses_againstTwoSlots_onJdk17() throws Exception {
    assertThat(page)
        .contains(
            "On JDK 17, two processes compile a seventh more files per second than one process with"
                + " two slots, but need 1.7 times the memory.");
    assertThat(slots(17, "files", TWO_PROCESSES, TWO_SLOTS)).isBetween(1.12, 1.17);
    assertThat(slots(17, "resident", TWO_PROCESSES, TWO_SLOTS)).isBetween(1.65, 1.75);
  }

  @Test
  void fourSlots_againstTwoProcesses_onJdk17() throws Exception {
    assertThat(page)
        .contains("One process with four slots is as fast as two processes, in less memory.");
    assertThat(slots(17, "files", FOUR_SLOTS, TWO_PROCESSES)).isBetween(0.95, 1.05);
    assertThat(slots(17, "resident", FOUR_SLOTS, TWO_PROCESSES)).isLessThan(0.9);
  }

  @Test
  void allOnJdk25_areEquallyFast() throws Exception {
    assertThat(page)
        .contains(
            "On JDK 25 all of these are equally fast, and two processes need 15 % more memory than"
                + " two slots.");
    assertThat(slots(25, "files", TWO_PROCESSES, TWO_SLOTS)).isBetween(0.95, 1.05);
    assertThat(slots(25, "files", FOUR_SLOTS, TWO_SLOTS)).isBetween(0.95, 1.05);
    assertThat(slots(25, "resident", TWO_PROCESSES, TWO_SLOTS)).isBetween(1.12, 1.18);
  }

  @Test
  void fourProcesses_areNoFasterThanTwo() throws Exception {
    assertThat(page)
        .contains(
            "On both, four processes are no faster than two and need about twice the memory.");
    for (int jdk : List.of(17, 25)) {
      assertThat(slots(jdk, "files", FOUR_PROCESSES, TWO_PROCESSES)).isBetween(0.9, 1.05);
      assertThat(slots(jdk, "resident", FOUR_PROCESSES, TWO_PROCESSES)).isBetween(1.75, 2.25);
    }
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
      for (String compiler : List.of("javac", "kotlin", "scala")) {
        assertThat(second(jdk, compiler, "resident")).isBetween(1.14, 1.75);
      }
    }
  }

  private static double second(int jdk, String compiler, String quantity) throws Exception {
    return new Figures(jdk)
        .ratio("jvm-compilers", compiler + ",", quantity, "second late", "first only");
  }
}
