package dev.perdure.samples.javac;

import static java.io.OutputStream.nullOutputStream;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No answer depends on the requests before. These are compilations of which javac would answer the
 * second in another way if it still knew what it had read of the JDK for the first, so each request
 * has a compiler that knows nothing.
 */
class RequestOrderTest {
  /** Two sources that have nothing to do with each other. */
  record Pair(String what, String first, String second) {
    @Override
    public String toString() {
      return what;
    }
  }

  @TempDir Path root;

  static List<Pair> pairs() {
    return List.of(
        // By this name, javac finds a member class only until it reads the class around it.
        new Pair(
            "correct source with a binary name",
            "class First { Thread.State state; }",
            "class Second { Thread$State state; }"),
        new Pair(
            "binary name in a wrong source",
            "import java.util.Map.Entry; class First { Entry<?, ?> entry; }",
            "import java.util.*; class Second { Map$Entry entry; Entry other; }"),
        new Pair(
            "note about an error",
            "class First { void run(String text) { run(1); } }",
            "class Second { int i = \"\"; }"),
        // The type of the variable is what both have in common, in the order of their names.
        new Pair(
            "intersection of types whose names were seen the other way round",
            "class First {} class Second { interface Next {} interface Other {} }",
            """
            class Second {
              interface Other { default void other() {} }
              interface Next { default void next() {} }
              static class One implements Other, Next {}
              static class Two implements Other, Next {}
              void run(boolean one) { var both = one ? new One() : new Two(); both.next(); }
            }
            """));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void secondRequest_isAnsweredAsAFirstOne(Pair pair) throws Exception {
    write(pair);
    JavacHandler handler = new JavacHandler();
    compile(handler, "First.java", "first");

    Command.Result second = compile(handler, "Second.java", "out");
    Map<String, String> classes = FileTree.digests(root);

    assertThat(second).isEqualTo(Command.javac(root, arguments("Second.java", "out")));
    assertThat(classes).isEqualTo(FileTree.digests(root));
  }

  /** Such as a processor's. */
  @ParameterizedTest
  @MethodSource("pairs")
  void requestAfterAnotherJavacInTheProcess_isAnsweredAsAFirstOne(Pair pair) throws Exception {
    write(pair);
    String first = root.resolve("First.java").toString();
    ToolProvider.getSystemJavaCompiler()
        .run(null, nullOutputStream(), nullOutputStream(), "-d", root.toString(), first);

    Command.Result second = compile(new JavacHandler(), "Second.java", "out");
    Map<String, String> classes = FileTree.digests(root);

    assertThat(second).isEqualTo(Command.javac(root, arguments("Second.java", "out")));
    assertThat(classes).isEqualTo(FileTree.digests(root));
  }

  private void write(Pair pair) throws Exception {
    FileTree.write(root, "First.java", pair.first());
    FileTree.write(root, "Second.java", pair.second());
  }

  private static List<String> arguments(String source, String folder) {
    return List.of("-Xlint:all", "-proc:none", "-g", "-d", folder, source);
  }

  private Command.Result compile(JavacHandler handler, String source, String folder)
      throws Exception {
    RecordedContext context = RecordedContext.ofAllFiles(root, arguments(source, folder));
    try {
      return new Command.Result(handler.work(context), context.printed());
    } finally {
      context.end();
    }
  }
}
