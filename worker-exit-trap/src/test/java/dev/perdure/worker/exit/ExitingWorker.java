package dev.perdure.worker.exit;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.objectweb.asm.Opcodes;

/** A worker whose tools exit in the way that the argument of the request names. */
final class ExitingWorker {
  private ExitingWorker() {}

  public static void main(String[] args) {
    System.exit(Worker.of(ExitingWorker::work).codecs(new BareCodec()).run(args));
  }

  static int work(WorkContext context) throws Exception {
    switch (context.arguments().get(0)) {
      case "print-then-exit" -> {
        System.out.println("printed");
        System.exit(7);
      }
      case "reference" -> call(Runtime.getRuntime()::halt, 8);
      case "named-module" -> com.sun.tools.javac.Main.main(new String[] {"-version", "-badflag"});
      case "isolated" -> isolated().main(Isolated.class.getName());
      case "old-interface" -> oldInterface().loadClass("Tool");
      default -> {
        return 0;
      }
    }
    return 99;
  }

  private static void call(IntConsumer exit, int status) {
    exit.accept(status);
  }

  /** Defines the class as it is, so that only the agent can have rewritten it. */
  private static ToolLoader isolated() throws Exception {
    String file = Isolated.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(file))) {
      return asTheyAre(Map.of(Isolated.class.getName(), in.readAllBytes()));
    }
  }

  private static ToolLoader oldInterface() {
    byte[] classFile =
        HandMadeClass.of(
            Opcodes.V1_4,
            Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
            code -> HandMadeClass.exit(code, 9));
    return asTheyAre(Map.of("Tool", classFile));
  }

  private static ToolLoader asTheyAre(Map<String, byte[]> classFiles) {
    return new ToolLoader(ToolLoader.Parent.NONE, classFiles, classFile -> classFile);
  }

  /** A tool that refers to no class but the JDK's. */
  static final class Isolated {
    private Isolated() {}

    public static void main(String[] args) {
      Runtime.getRuntime().exit(10);
    }
  }
}
