package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotation processors, compiled here, under the handler and under the JDK's launcher. */
class ProcessorTest {
  private static final List<String> ARGUMENTS =
      List.of("--processor-path", "processor", "-Amode=quiet", "-d", "out", "ok/Good.java");

  @TempDir Path root;

  @BeforeEach
  void writeSources() throws Exception {
    Sources.writeAll(root);
  }

  @Test
  void generatedSourceAndPrints_areAsUnderJavac() throws Exception {
    Processors.compile(
        root,
        """
        System.out.println("mode is " + processingEnv.getOptions().get("mode"));
        if (processingEnv.getElementUtils().getTypeElement("Made") == null) {
          try (Writer writer = processingEnv.getFiler().createSourceFile("Made").openWriter()) {
            writer.write("class Made {}");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
        """);
    Command.Result expected = Command.javac(root, ARGUMENTS);
    var files = FileTree.digests(root.resolve("out"));
    assertThat(files).containsKeys("Made.class", "Made.java", "ok/Good.class");

    RecordedContext context = new RecordedContext(root, ARGUMENTS);
    PrintStream stdout = System.out;
    // A worker hands each request its own System.out; here that is the test's part.
    System.setOut(new PrintStream(context.out(), true, UTF_8));
    try {
      assertThat(new JavacHandler().work(context)).isEqualTo(expected.exitCode());
    } finally {
      System.setOut(stdout);
    }

    assertThat(expected.printed()).startsWith("mode is quiet\n");
    assertThat(context.printed()).isEqualTo(expected.printed());
    assertThat(FileTree.digests(root.resolve("out"))).isEqualTo(files);
  }

  @Test
  void crash_isReportedAsUnderJavac() throws Exception {
    Processors.compile(root, "throw new IllegalStateException(\"no luck\");");
    Command.Result expected = Command.javac(root, ARGUMENTS);
    RecordedContext context = new RecordedContext(root, ARGUMENTS);

    int exitCode = new JavacHandler().work(context);

    assertThat(expected.printed()).contains("IllegalStateException: no luck");
    assertThat(exitCode).isEqualTo(expected.exitCode()).isEqualTo(3);
    assertThat(withoutFrames(context.printed())).isEqualTo(withoutFrames(expected.printed()));
  }

  /** By the same name, with a file of the same size: told by its digest, and without one. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void processorThatHasChanged_isTheNewOne(boolean digests) throws Exception {
    List<String> arguments = List.of("-processorpath", "lib/a.jar", "-d", "out", "ok/Good.java");
    JavacHandler handler = new JavacHandler();
    for (String name : List.of("one", "two", "one")) {
      Processors.compile(
          root,
          "processingEnv.getMessager().printMessage(javax.tools.Diagnostic.Kind.NOTE, \"%s\" + ++count);"
              .formatted(name));
      Map<String, byte[]> entries = new LinkedHashMap<>();
      for (String file : FileTree.digests(root.resolve("processor")).keySet()) {
        entries.put(file, Files.readAllBytes(root.resolve("processor").resolve(file)));
      }
      Jars.write(root.resolve("lib/a.jar"), Jars.of(entries));
      RecordedContext context =
          digests
              ? RecordedContext.ofAllFiles(root, arguments)
              : new RecordedContext(root, arguments);

      assertThat(handler.work(context)).as(context.printed()).isZero();
      context.end();
      assertThat(context.printed()).isEqualTo("Note: " + name + "1\n");
    }
  }

  /** The trace's lower end is whoever called the compiler. */
  private static String withoutFrames(String printed) {
    return printed.lines().filter(it -> !it.startsWith("\tat ")).collect(Collectors.joining("\n"));
  }
}
