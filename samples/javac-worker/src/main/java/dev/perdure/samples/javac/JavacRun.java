package dev.perdure.samples.javac;

import com.sun.tools.javac.api.BasicJavacTask;
import com.sun.tools.javac.main.Main;
import com.sun.tools.javac.util.Context;
import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import javax.tools.JavaFileManager;
import org.jspecify.annotations.Nullable;

/**
 * One run of the compiler, from arguments to exit code.
 *
 * <p>It goes through the door of the {@code javac} command, which is not exported, and not through
 * {@code javax.tools.JavaCompiler}: that one words bad arguments, missing files, crashes of
 * annotation processors and exhausted memory differently, and tells only success from failure.
 */
final class JavacRun {
  private final FileManagers fileManagers;
  private final WorkContext request;
  private @Nullable JavaFileManager opened;

  JavacRun(FileManagers fileManagers, WorkContext request) {
    this.fileManagers = fileManagers;
    this.request = request;
  }

  int run(List<String> arguments, PrintWriter out, PrintWriter err) throws IOException {
    Context context = new Context();
    // A factory, since a file manager reports to the log, which the command makes first.
    Context.Factory<JavaFileManager> factory = this::open;
    context.put(JavaFileManager.class, factory);
    BasicJavacTask.instance(context)
        .addTaskListener(new CancellationListener(request.cancellation()));
    try {
      Main javac = new Main("javac", out, err);
      return javac.compile(arguments.toArray(String[]::new), context).exitCode;
    } finally {
      if (opened != null) {
        opened.close();
      }
    }
  }

  private JavaFileManager open(Context context) {
    JavaFileManager fileManager = fileManagers.open(context, request);
    opened = fileManager;
    return fileManager;
  }
}
