package dev.perdure.samples.javac;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles with the arguments of the {@code javac} command, and {@code --output-jar=FILE} in place
 * of {@code -d}. The exit code is javac's: 0 is success, 1 errors in the sources, 2 bad arguments,
 * 3 a system error, 4 a crash.
 *
 * <p>Thread-safe: each request has a compiler and a file manager of its own.
 */
public final class JavacHandler implements WorkHandler {
  private static final String USAGE =
      "Usage: javac <options> <source files>\nuse --help for a list of possible options\n";

  private final FileManagers fileManagers;

  /** A handler that keeps nothing between two requests but warm code. */
  public JavacHandler() {
    this(FileManagers.perRequest());
  }

  JavacHandler(FileManagers fileManagers) {
    this.fileManagers = fileManagers;
  }

  @Override
  public int work(WorkContext context) throws IOException {
    WorkRoot root = WorkRoot.of(context);
    JavacArguments arguments = JavacArguments.parse(context.arguments());
    if (!arguments.complaint().isEmpty()) {
      context.err().print("error: " + arguments.complaint() + "\n" + USAGE);
      return 2;
    }
    List<String> javac =
        root.isWorkingDirectory()
            ? arguments.javac()
            : new ArgumentRelocation(context::resolve).relocate(arguments.javac());
    if (arguments.outputJar().isEmpty()) {
      return compile(javac, root, context);
    }
    return compileToJar(javac, context.resolve(arguments.outputJar()), root, context);
  }

  private int compileToJar(List<String> javac, Path jar, WorkRoot root, WorkContext context)
      throws IOException {
    try (ClassFolder folder = ClassFolder.beside(jar)) {
      List<String> withFolder = new ArrayList<>(javac);
      withFolder.add(0, folder.path().toString());
      withFolder.add(0, "-d");
      int exitCode = compile(withFolder, root, context);
      if (exitCode == 0) {
        ClassJar.write(folder.path(), jar);
      }
      return exitCode;
    }
  }

  private int compile(List<String> javac, WorkRoot root, WorkContext context) throws IOException {
    int exitCode;
    try (DiagnosticWriter out = root.writer(context.out());
        DiagnosticWriter err = root.writer(context.err())) {
      exitCode =
          new JavacRun(fileManagers, context.cancellation())
              .run(javac, out.printer(), err.printer());
    }
    context.cancellation().throwIfCancelled();
    return exitCode;
  }
}
