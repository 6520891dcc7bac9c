package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** The trace's lower end is whoever called the compiler. */
  private static String withoutFrames(String printed) {
    return printed.lines().filter(it -> !it.startsWith("\tat ")).collect(Collectors.joining("\n"));
  }
}
