package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
  private static final String COUNT =
      "processingEnv.getMessager().printMessage(Diagnostic.Kind.WARNING, \"count \" + ++count);";

  @TempDir Path root;
  private Project project;

  @BeforeEach
  void open() throws Exception {
    project = new Project(root);
    project.write("A.java", "class A { Object o = \"\"; }");
  }

  @AfterEach
  void end() {
    project.close();
  }

  private static List<String> target(String jar, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        Project.target(
            "a",
            "--sources",
            "A.java",
            "--processors",
            "Generator",
            "--processorpath",
            jar,
            "--generated_sources_output",
            "out/a-gensrc.jar"));
    arguments.add(arguments.indexOf("-g"), "-Amode=quick");
    return arguments;
  }

  @Test
  void whatAProcessorWrites_isInTheJars() throws Exception {
    Processors.write(
        project,
        "maker",
        """
        if (processingEnv.getElementUtils().getTypeElement("made.Made") == null) {
          try (Writer source = processingEnv.getFiler().createSourceFile("made.Made").openWriter();
              Writer text = processingEnv.getFiler().createResource(
                  StandardLocation.CLASS_OUTPUT, "", "META-INF/mode.txt").openWriter()) {
            source.write("package made; public class Made { java.util.List raw; }");
            text.write(processingEnv.getOptions().get("mode"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
        """);
    project.write("A.java", "class A { Object o = new made.Made(); }");
    List<String> arguments = target("maker.jar", "--output_manifest_proto", "out/m");
    arguments.add(arguments.indexOf("-g"), "-Xlint:rawtypes");

    String output = project.succeed(arguments);

    Map<String, byte[]> jar = project.jar("out/a.jar");
    assertThat(jar.keySet())
        .containsExactly(
            "META-INF/",
            "META-INF/MANIFEST.MF",
            "A.class",
            "META-INF/mode.txt",
            "made/",
            "made/Made.class");
    assertThat(jar.get("META-INF/mode.txt")).isEqualTo("quick".getBytes(UTF_8));
    assertThat(project.jar("out/a-gensrc.jar").keySet())
        .containsExactly("META-INF/", "META-INF/MANIFEST.MF", "made/", "made/Made.java");
    assertThat(output).startsWith("out/_javac/a/a_sources/made/Made.java:1: warning: [rawtypes]");
    assertThat(Files.readString(project.file("out/m"), ISO_8859_1)).contains("made/Made.java");
  }

  @Test
  void processor_isLoadedOnceForAllRequestsWithItsJar() throws Exception {
    Processors.write(project, "counter", COUNT);

    assertThat(project.succeed(target("counter.jar"))).isEqualTo("warning: count 1\n");
    assertThat(project.succeed(target("counter.jar"))).isEqualTo("warning: count 2\n");
  }

  @Test
  void processorThatHasChanged_isLoadedAnew() throws Exception {
    Processors.write(project, "counter", COUNT);
    project.succeed(target("counter.jar"));
    Processors.write(project, "counter", COUNT.replace("count ", "now "));

    assertThat(project.succeed(target("counter.jar"))).isEqualTo("warning: now 1\n");
  }

  @Test
  void processorThatHasChangedWithoutADigest_isLoadedAnew() throws Exception {
    Processors.write(project, "counter", COUNT);
    assertThat(project.buildWithoutInputs(target("counter.jar")).output())
        .isEqualTo("warning: count 1\n");
    Processors.write(project, "counter", COUNT.replace("count ", "other"));

    assertThat(project.buildWithoutInputs(target("counter.jar")).output())
        .isEqualTo("warning: other1\n");
  }

  @Test
  void loaders_areNotSharedByRequestsAtOnce() throws Exception {
    Processors.write(project, "counter", COUNT);
    Path jar = project.file("counter.jar");
    try (IdleLoaders idle = new IdleLoaders()) {
      ProcessorLoader one = idle.take(List.of(jar));
      ProcessorLoader two = idle.take(List.of(jar));
      assertThat(two).isNotSameAs(one);
      assertThat(two.loadClass("Generator")).isNotSameAs(one.loadClass("Generator"));

      idle.giveBack(one);
      assertThat(idle.take(List.of(jar))).isSameAs(one);

      // A jar that is written again by the same name.
      idle.giveBack(two);
      Processors.write(project, "counter", COUNT + COUNT);
      assertThat(idle.take(List.of(jar))).isNotSameAs(two);
    }
  }

  @Test
  void worker_canLoadEachProcessorAnew() throws Exception {
    try (Project fresh = new Project(root, new JavaBuilder(true, null))) {
      Processors.write(fresh, "counter", COUNT);

      assertThat(fresh.succeed(target("counter.jar"))).isEqualTo("warning: count 1\n");
      assertThat(fresh.succeed(target("counter.jar"))).isEqualTo("warning: count 1\n");
    }
  }

  @Test
  void classesOfTheWorker_areNotSeen() throws Exception {
    Processors.write(
        project,
        "nosy",
        """
        try {
          Class.forName("dev.perdure.worker.WorkHandler");
          throw new AssertionError("the worker's class");
        } catch (ClassNotFoundException e) {
          processingEnv.getMessager().printMessage(Diagnostic.Kind.WARNING, "alone");
        }
        """);

    assertThat(project.succeed(target("nosy.jar"))).isEqualTo("warning: alone\n");
  }

  @Test
  void processorThatThrows_failsItsRequestWithTheTrace() throws Exception {
    Processors.write(project, "thrower", "throw new IllegalStateException(\"no luck\");");

    WorkResponse response = project.build(target("thrower.jar"));

    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output()).contains("IllegalStateException: no luck").contains("\tat ");
    assertThat(project.file("out/a.jar")).doesNotExist();
  }

  @Test
  void processorThatIsNotThere_isAnError() throws Exception {
    List<String> arguments = Project.target("a", "--sources", "A.java", "--processors", "Missing");

    WorkResponse response = project.build(arguments);

    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output()).contains("Annotation processor 'Missing' not found");
  }
}
