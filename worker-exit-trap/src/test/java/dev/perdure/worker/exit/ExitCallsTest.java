package dev.perdure.worker.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectStreamClass;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What javac makes of an exit call, in every release and from every loader. */
@Timeout(120)
class ExitCallsTest {
  @TempDir Path directory;

  @TestFactory
  Stream<DynamicContainer> compiledExitCall_endsTheRequest() {
    return Stream.of(8, 11, 17, Runtime.version().feature())
        .distinct()
        .map(
            release -> {
              CompiledTool tool = compile(ToolSource.forRelease(release), release);
              return DynamicContainer.dynamicContainer(
                  "--release " + release,
                  ToolSource.mainClasses(release).stream()
                      .flatMap(name -> fromEachLoader(tool, name)));
            });
  }

  private static Stream<DynamicTest> fromEachLoader(CompiledTool tool, String className) {
    return Stream.of(ToolLoader.Parent.values())
        .map(
            parent ->
                DynamicTest.dynamicTest(
                    className + ", parent " + parent,
                    () -> {
                      int status = 20 + className.length();
                      ToolLoader loader = new ToolLoader(parent, tool.classFiles());
                      String answer = OneRequest.answer(() -> loader.main(className, "" + status));
                      assertThat(answer).isEqualTo("" + status);
                    }));
  }

  @Test
  void classWithoutExitCalls_isTheSameArray() {
    CompiledTool tool =
        compile(
            """
            class Plain { int x; }
            class OwnExit {
              static void exit(int status) { System.out.println("exit" + status); }
              void halt(int status) { Runtime.getRuntime().gc(); }
              public static void main(String[] args) {
                exit(1);
                new OwnExit().halt(2);
                Runnable exit = () -> exit(3);
                System.out.println("java/lang/Runtime" + 4L + 5.0);
              }
            }
            """,
            17);
    for (byte[] classFile : tool.classFiles().values()) {
      assertThat(ExitCalls.rewrite(classFile)).isSameAs(classFile);
    }
  }

  @Test
  void rewrittenClass_isTheSameArrayTheSecondTime() {
    for (byte[] classFile : compile(ToolSource.JAVA_8, 8).classFiles().values()) {
      byte[] once = ExitCalls.rewrite(classFile);
      assertThat(ExitCalls.rewrite(once)).isSameAs(once);
    }
  }

  @Test
  void rewriting_leavesTheGivenArrayAlone() {
    byte[] classFile = compile(ToolSource.JAVA_8, 8).classFile("Direct");
    byte[] copy = classFile.clone();
    assertThat(ExitCalls.rewrite(classFile)).isNotEqualTo(copy);
    assertThat(classFile).isEqualTo(copy);
  }

  @Test
  void serializableClass_keepsItsDefaultSerialVersion() throws Exception {
    CompiledTool tool =
        compile(
            """
            class Saved implements java.io.Serializable {
              int x;
              void end() { System.exit(x); Runtime.getRuntime().halt(x); }
            }
            """,
            11);
    Class<?> plain =
        new ToolLoader(ToolLoader.Parent.PLATFORM, tool.classFiles(), classFile -> classFile)
            .loadClass("Saved");
    Class<?> rewritten =
        new ToolLoader(ToolLoader.Parent.PLATFORM, tool.classFiles()).loadClass("Saved");
    assertThat(rewritten.getDeclaredMethods()).hasSize(3).filteredOn("synthetic", true).hasSize(2);
    assertThat(ObjectStreamClass.lookup(rewritten).getSerialVersionUID())
        .isEqualTo(ObjectStreamClass.lookup(plain).getSerialVersionUID());
  }

  private CompiledTool compile(String source, int release) {
    return CompiledTool.of(source, release, directory.resolve("" + release));
  }
}
