package dev.perdure.samples.javabuilder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * AutoValue, Dagger, Lombok and Error Prone in a warm builder: classes, generated sources and
 * diagnostics are those of the javac command.
 */
class RealProcessorsTest {
  private static final String LOMBOK = "lombok.launch.AnnotationProcessorHider$AnnotationProcessor";
  private static final long SEED = 20;

  private static final RealCompilation DATA =
      RealCompilation.of("p/Data.java")
          .processors(LOMBOK)
          .processorPath("lombok-.*")
          .classPath("lombok-.*");

  private static final RealCompilation CHECKED = RealCompilation.of("p/Checked.java").errorProne();

  private static final Map<String, RealCompilation> ALL = new LinkedHashMap<>();

  static {
    ALL.put("plain", RealCompilation.of("p/Plain.java"));
    ALL.put("broken", RealCompilation.of("p/Broken.java"));
    RealCompilation value =
        RealCompilation.of("p/Value.java")
            .processors(
                "com.google.auto.value.processor.AutoValueProcessor",
                "com.google.auto.value.processor.AutoValueBuilderProcessor",
                "com.google.auto.value.extension.memoized.processor.MemoizedValidator")
            .processorPath("auto-value-\\d.*")
            .classPath("auto-value-annotations-.*");
    ALL.put("value", value);
    ALL.put("broken-value", value.source("p/BrokenValue.java"));
    ALL.put(
        "graph",
        RealCompilation.of("p/Graph.java")
            .processors("dagger.internal.codegen.ComponentProcessor")
            .processorPath(
                "(dagger|javapoet|guava|failureaccess|kotlin|symbol-|auto-common|google-java"
                    + "|javac-shaded|checker|incap|jakarta|javax|jspecify|jsr305).*")
            .classPath("(dagger-\\d|jakarta|javax|jspecify).*"));
    ALL.put("data", DATA);
    ALL.put("broken-data", DATA.source("p/BrokenData.java"));
    ALL.put("checked", CHECKED);
    ALL.put(
        "failed-check",
        CHECKED.errorProne("-Xep:UnusedVariable:OFF", "-Xep:MissingOverride:ERROR"));
    ALL.put("no-check", CHECKED.errorProne("-XepDisableAllChecks"));
  }

  @TempDir Path root;
  private Project project;
  private final Map<String, RealCompilation.Outcome> expected = new LinkedHashMap<>();

  @BeforeEach
  void open() throws Exception {
    project = new Project(root);
    project
        .write("p/Plain.java", "package p; class Plain { Object o = \"\"; }")
        .write("p/Broken.java", "package p; class Broken {\n  int i = \"\";\n  Missing m;\n}\n")
        .write(
            "p/Value.java",
            """
            package p;
            import com.google.auto.value.AutoValue;
            import com.google.auto.value.extension.memoized.Memoized;
            import java.util.List;
            @AutoValue
            abstract class Value<T extends Comparable<T>> {
              abstract int number();
              abstract List<T> list();
              @Memoized int twice() { return 2 * number(); }
              static <T extends Comparable<T>> Builder<T> builder() {
                return new AutoValue_Value.Builder<>();
              }
              @AutoValue.Builder
              interface Builder<T extends Comparable<T>> {
                Builder<T> number(int number);
                Builder<T> list(List<T> list);
                Value<T> build();
              }
            }
            """)
        .write(
            "p/BrokenValue.java",
            """
            package p;
            @com.google.auto.value.AutoValue
            interface BrokenValue {}
            """)
        .write(
            "p/Graph.java",
            """
            package p;
            import dagger.*;
            import dagger.multibindings.*;
            import javax.inject.*;
            import java.util.Set;
            @Singleton
            @Component(modules = Graph.Numbers.class)
            interface Graph {
              User user();
              @dagger.Module
              interface Numbers {
                @Provides @IntoSet static int one() { return 1; }
                @Provides @IntoSet static int two() { return 2; }
              }
              @Singleton
              class User {
                @Inject User(Set<Integer> numbers, Provider<Lazy<Other>> other) {}
              }
              class Other {
                @Inject Other() {}
              }
            }
            """)
        .write(
            "p/Data.java",
            """
            package p;
            import lombok.*;
            @Value @Builder @With
            class Data {
              int number;
              @NonNull String text;
              @Singular java.util.List<String> names;
              @SneakyThrows static void run() {
                val data = Data.builder().number(1).text("").name("a").build();
                @Cleanup var in = new java.io.ByteArrayInputStream(new byte[data.getNumber()]);
                throw new Exception(data.withText("b").toString());
              }
            }
            """)
        .write(
            "p/BrokenData.java",
            """
            package p;
            @lombok.Data
            class BrokenData {
              private int number;
              String text() { return getNumber(); }
              Object o = getMissing();
            }
            """)
        .write(
            "p/Checked.java",
            """
            package p;
            class Checked implements Runnable {
              int i;
              void set(int j) {
                i = "A".toLowerCase().length();
              }
              public void run() {
                set(i);
              }
            }
            """);
    for (RealCompilation compilation : ALL.values()) {
      for (Path jar : compilation.jars()) {
        project.addJar(jar);
      }
    }
  }

  @AfterEach
  void end() {
    project.close();
  }

  private void assertAsCold(String name, String target, WorkResponse response) throws Exception {
    assertThat(ALL.get(name).warm(project, target, response))
        .as("%s as %s", name, target)
        .isEqualTo(expected.get(name));
  }

  @Test
  void warmCompilations_areAsColdOnes() throws Exception {
    for (String name : ALL.keySet()) {
      RealCompilation.Outcome cold = ALL.get(name).cold(root);
      assertThat(cold.exitCode())
          .as("%s: %s", name, cold.printed())
          .isEqualTo(name.contains("broken") || name.contains("failed") ? 1 : 0);
      expected.put(name, cold);
    }
    assertThat(expected.get("value").generated()).hasSize(2);
    assertThat(expected.get("graph").generated()).hasSizeGreaterThan(2);
    assertThat(expected.get("data").classes()).hasSize(2);
    assertThat(expected.get("checked").printed()).contains("warning: [");
    assertThat(expected.get("failed-check").printed()).contains("error: [MissingOverride]");
    List<String> names = new ArrayList<>(ALL.keySet());
    names.addAll(ALL.keySet());
    Collections.shuffle(names, new Random(SEED));

    for (String name : names) {
      assertAsCold(name, name, project.build(ALL.get(name).arguments(name)));
    }

    // All at once, of which some are cancelled.
    Map<Integer, String> sent = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      int id = project.send(ALL.get(names.get(i)).arguments(names.get(i) + i));
      sent.put(id, names.get(i));
      if (i % 5 == 4) {
        project.worker().cancel(id);
      }
    }
    int i = 0;
    for (Map.Entry<Integer, String> entry : sent.entrySet()) {
      WorkResponse response = project.worker().await(entry.getKey());
      if (!response.wasCancelled()) {
        assertAsCold(entry.getValue(), entry.getValue() + i, response);
      }
      i++;
    }
  }

  /** Lombok keeps what it has read of its settings, and looks again after two seconds. */
  @Test
  void settingsOfLombok_areReadAnewByEachCompilation() throws Exception {
    List<String> arguments = DATA.arguments("data");
    project.succeed(arguments);
    project.write("p/lombok.config", "lombok.value.flagUsage = ERROR\n");

    assertThat(project.build(arguments).output()).contains("Use of @Value is flagged");
    Files.delete(project.file("p/lombok.config"));
    project.succeed(arguments);
  }
}
