package dev.perdure.worker.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the site says of its plots is what was measured last. */
class BenchmarksPageTest {
  private static final Figures JDK_17 = new Figures(17);
  private static final Figures JDK_25 = new Figures(25);
  private static final List<Figures> BOTH = List.of(JDK_17, JDK_25);

  private static final String NEW = "a new process";
  private static final String NEW_C1 = "a new process, C1 only";
  private static final String WARM = "warm worker";
  private static final String STOCK = "JavaBuilder";
  private static final String STOCK_FLAGS = "JavaBuilder, our flags";
  private static final String OURS = "java-builder";

  private static String page(String name) throws Exception {
    return Files.readString(Path.of("../site", name)).replaceAll("\\s+", " ");
  }

  private static void requireOnPage(String sentence) throws Exception {
    assertThat(page("benchmarks.md")).contains(sentence);
  }

  @Test
  void firstAnswer_costsLessByTheLauncher_andLessAgainWithTheArchive() throws Exception {
    requireOnPage("it costs less than plain `java -jar`, and with the archive less again.");
    String launcher = "launcher, as in the README";
    for (Figures each : BOTH) {
      assertThat(each.ratio("start-up", "", "CPU", launcher, "java -jar, as in the README"))
          .isLessThan(1);
      assertThat(each.ratio("start-up", "", "CPU", launcher + ", archive", launcher)).isLessThan(1);
    }
  }

  @Test
  void smallCompilation_takesHundredsOfTimesAsLongAsTheLibrary() throws Exception {
    requireOnPage("Even a small compilation takes hundreds of times as long");
    for (Figures each : BOTH) {
      double compilation = each.median("javac", "javac, one small file", "CPU", WARM) * 1000;
      double request = each.median("singleplex", "singleplex, proto, 100 inputs", "CPU", "perdure");
      assertThat(compilation / request).isGreaterThan(200);
    }
  }

  @Test
  void ghcWorker_takesAboutAsLongAsMake() throws Exception {
    requireOnPage("takes about as long as one `ghc --make` for all of them");
    assertThat(
            JDK_17.ratio(
                "haskell-modules", "40 modules, -O0", "wall", "ghc-worker", "ghc --make -j1"))
        .isBetween(0.8, 1.25);
  }

  @Test
  void kotlinc() throws Exception {
    requireOnPage("A third or more of what a new kotlinc costs is the JVM's second compiler");
    requireOnPage("a warm worker needs four fifths of the CPU of a new process with that flag");
    requireOnPage("On JDK 17, it even takes longer");
    String library = "kotlin, a library of 31 files";
    for (Figures each : BOTH) {
      assertThat(each.ratio("kotlin", "kotlin, one small file", "CPU", NEW_C1, NEW))
          .isLessThan(0.67);
      assertThat(each.ratio("kotlin", library, "CPU", WARM, NEW_C1)).isBetween(0.75, 0.85);
    }
    assertThat(JDK_17.ratio("kotlin", library, "wall", WARM, NEW_C1)).isGreaterThan(1);
    assertThat(JDK_25.ratio("kotlin", library, "wall", WARM, NEW_C1)).isLessThan(1);
  }

  @Test
  void scalac() throws Exception {
    requireOnPage("Only with an archive is a worker's first action clearly cheaper");
    String first = "a worker's first action";
    for (Figures each : BOTH) {
      assertThat(each.ratio("scala", "scala, one small file", "CPU", first, NEW_C1))
          .isGreaterThan(0.9);
      assertThat(
              each.ratio("scala", "scala, one small file", "CPU", first + ", with archive", NEW_C1))
          .isLessThan(0.85);
    }
  }

  @Test
  void javaBuilder_gainsMostByFlags() throws Exception {
    requireOnPage("Most of the difference comes from the JVM flags");
    for (Figures each : BOTH) {
      double stock = newWorker(each, STOCK);
      double byFlags = stock - newWorker(each, STOCK_FLAGS);
      assertThat(byFlags / (stock - newWorker(each, OURS))).isBetween(0.5, 1.0);
    }
  }

  private static double newWorker(Figures figures, String side) throws Exception {
    return figures.median("java-builder", "java_library, new worker", "CPU", side);
  }

  @Test
  void javaBuilder_gainsLessWithTime() throws Exception {
    requireOnPage("a fifth less than JavaBuilder on JDK 17, and as much on JDK 25");
    assertThat(JDK_17.ratio("java-builder", "java_library, warm", "CPU", OURS, STOCK))
        .isBetween(0.77, 0.83);
    assertThat(JDK_25.ratio("java-builder", "java_library, warm", "CPU", OURS, STOCK))
        .isBetween(0.93, 1.07);
    for (Figures each : BOTH) {
      String resident = "java_library, warm worker";
      requireOnPage(
          "%.0f MiB instead of %.0f MiB on JDK %d"
              .formatted(
                  each.median("java-builder", resident, "resident", OURS),
                  each.median("java-builder", resident, "resident", STOCK),
                  each.jdk()));
    }
  }

  @Test
  void pageOfJavaBuilder_hasTheTimesOfACleanBuild() throws Exception {
    assertThat(page("wrapping/java-builder.md"))
        .contains(
            "takes %.0f ms per target with two workers, on two cores and JDK 17. JavaBuilder takes %.0f ms with one worker, and %.0f ms with two."
                .formatted(
                    workers(OURS + ", 2 workers"),
                    workers(STOCK + ", 1 worker"),
                    workers(STOCK + ", 2 workers")));
  }

  private static double workers(String side) throws Exception {
    return JDK_17.median("java-builder", "java_library, by the number of workers", "wall", side);
  }
}
