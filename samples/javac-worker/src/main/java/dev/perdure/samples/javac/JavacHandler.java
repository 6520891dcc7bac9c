package dev.perdure.samples.javac;

import com.sun.tools.javac.main.Option;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.cache.CacheLimits;
import dev.perdure.worker.cache.DigestCache;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles with the arguments of the {@code javac} command, and {@code --output-jar=FILE} as an
 * alternative to {@code -d}. With {@code --no-cache}, each request reads its jars itself. The exit
 * code is javac's: 0 is success, 1 errors in the sources, 2 bad arguments, 3 a system error, 4 a
 * crash.
 *
 * <p>Thread-safe: each request has its own compiler and file manager. What these share is keyed by
 * the digests of the jars.
 */
public final class JavacHandler implements WorkHandler {
  /** From this exit code on, the sources are not the cause. */
  private static final int SYSTEM_ERROR = 3;

  private static final String USAGE =
      "Usage: javac <options> <source files>\nuse --help for a list of possible options\n";

  /** For jars with their lists of files: some 10 kB each, more for large ones. */
  private static final CacheLimits LIMITS = CacheLimits.defaults().withMaxWeight(256 << 20);

  private final FileManagers keeping;

  /** A handler that keeps what it reads from jars for later requests. */
  public JavacHandler() {
    this(DigestCache.of(LIMITS));
  }

  JavacHandler(DigestCache cache) {
    this.keeping = FileManagers.over(cache);
  }

  @Override
  public int work(WorkContext context) throws IOException {
    WorkRoot root = WorkRoot.of(context);
    JavacArguments arguments = JavacArguments.parse(context.arguments());
    if (!arguments.complaint().isEmpty()) {
      context.err().print("error: " + arguments.complaint() + "\n" + USAGE);
      return 2;
    }
    List<String> hidden = EnvironmentOptions.read();
    List<String> javac = DefaultClassPath.addTo(arguments.javac(), hidden);
    javac = new ClassPathWildcards(context::resolve).expand(javac);
    if (!root.isWorkingDirectory()) {
      List<String> misleading = EnvironmentOptions.relativePaths(hidden);
      if (!misleading.isEmpty()) {
        context.err().print(misled(misleading));
        return 2;
      }
      javac = JavacPaths.relocate(javac, context);
    }
    // Without inputs, as in a one-shot run, there are no digests. Hashing would take longer than
    // opening.
    boolean keeps = arguments.keeps() && !context.inputs().isEmpty();
    FileManagers fileManagers = keeps ? keeping : FileManagers.perRequest();
    if (arguments.outputJar().isEmpty()) {
      return compile(fileManagers, javac, root, context);
    }
    Path jar = context.resolveOutput(arguments.outputJar());
    return compileToJar(fileManagers, javac, jar, root, context);
  }

  private static String misled(List<String> paths) {
    return "error: the environment variable "
        + EnvironmentOptions.NAME
        + " holds relative paths, which javac would look for outside of this request's directory: "
        + String.join(", ", paths)
        + "\nuse absolute paths there, or put the options among the arguments\n";
  }

  private int compileToJar(
      FileManagers fileManagers, List<String> javac, Path jar, WorkRoot root, WorkContext context)
      throws IOException {
    try (ClassFolder folder = ClassFolder.beside(jar)) {
      List<String> withFolder = new ArrayList<>(javac);
      withFolder.add(0, folder.path().toString());
      withFolder.add(0, "-d");
      int exitCode = compile(fileManagers, withFolder, root, context);
      if (exitCode == 0) {
        ClassJar.write(folder.path(), jar);
      }
      return exitCode;
    }
  }

  private static int compile(
      FileManagers fileManagers, List<String> javac, WorkRoot root, WorkContext context)
      throws IOException {
    int exitCode;
    try (DiagnosticWriter out = root.writer(context.out());
        DiagnosticWriter err = root.writer(context.err())) {
      exitCode = new JavacRun(fileManagers, context).run(javac, out.printer(), err.printer());
    }
    if (!root.isWorkingDirectory()) {
      rewritePrintedFile(javac, root);
    }
    if (exitCode >= SYSTEM_ERROR) {
      // For example, memory ran out, which javac catches itself, and its state may be inconsistent.
      context.retireWorker("javac ended with code " + exitCode);
    }
    context.cancellation().throwIfCancelled();
    return exitCode;
  }

  /** javac opens the file of {@code -Xstdout} itself, so its paths are corrected afterwards. */
  private static void rewritePrintedFile(List<String> javac, WorkRoot root) throws IOException {
    int option = javac.lastIndexOf(Option.XSTDOUT.getPrimaryName());
    if (option >= 0 && option + 1 < javac.size()) {
      Path file = Path.of(javac.get(option + 1));
      if (Files.isRegularFile(file)) {
        String printed = Files.readString(file);
        try (OutputStream out = Files.newOutputStream(file);
            DiagnosticWriter writer = root.writer(out)) {
          writer.write(printed);
        }
      }
    }
  }
}
