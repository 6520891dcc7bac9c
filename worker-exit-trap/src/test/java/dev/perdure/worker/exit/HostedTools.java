package dev.perdure.worker.exit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.objectweb.asm.Opcodes;

/**
 * A program of tools that exit, one request each. Prints the exit codes of the requests, then exits
 * with 3.
 */
final class HostedTools {
  private HostedTools() {}

  public static void main(String[] args) throws IOException {
    print("on the class path", OneRequest.exitCodeOf(() -> System.exit(7)));
    print("by reference", OneRequest.exitCodeOf(() -> call(Runtime.getRuntime()::halt, 8)));
    print("in a named module", OneRequest.exitCodeOf(HostedTools::javac));
    print("from a loader without parent", OneRequest.exitCodeOf(() -> isolated(Isolated.class)));
    print("not rewritten", OneRequest.exitCodeOf(HostedTools::oldInterface));
    System.exit(3);
  }

  private static void print(String what, int exitCode) {
    System.out.println(what + ": " + exitCode);
  }

  private static void call(IntConsumer exit, int status) {
    exit.accept(status);
  }

  private static void javac() throws Exception {
    com.sun.tools.javac.Main.main(new String[] {"missing/Missing.java"});
  }

  /** Defines the class as it is, so that only the agent can have rewritten it. */
  private static void isolated(Class<?> tool) throws Throwable {
    String file = tool.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(file))) {
      Map<String, byte[]> classFiles = Map.of(tool.getName(), in.readAllBytes());
      new ToolLoader(ToolLoader.Parent.NONE, classFiles, classFile -> classFile)
          .main(tool.getName());
    }
  }

  private static void oldInterface() throws Throwable {
    byte[] classFile =
        HandMadeClass.of(
            Opcodes.V1_4,
            Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
            code -> HandMadeClass.exit(code, 9));
    new ToolLoader(ToolLoader.Parent.NONE, Map.of("Tool", classFile), bytes -> bytes)
        .loadClass("Tool");
  }

  /** A tool that refers to no class but the JDK's. */
  static final class Isolated {
    private Isolated() {}

    public static void main(String[] args) {
      Runtime.getRuntime().exit(10);
    }
  }
}
