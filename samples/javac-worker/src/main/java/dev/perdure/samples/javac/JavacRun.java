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
 * <p>It uses the entry point of the {@code javac} command, which is not exported, instead of {@code
 * javax.tools.JavaCompiler}. That one reports bad arguments, missing files, crashes of annotation
 * processors and exhausted memory with other texts, and returns only success or failure.
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
    OwnNames.register(context);
    // A factory, since a file manager reports to the log, which the command creates first.
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
