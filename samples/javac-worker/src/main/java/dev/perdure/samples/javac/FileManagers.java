package dev.perdure.samples.javac;

import com.sun.tools.javac.file.JavacFileManager;
import com.sun.tools.javac.util.Context;

/**
 * Where a request gets its file manager from: what a worker keeps of class paths between requests
 * is decided here. Implementations are thread-safe; the request closes what it was given.
 */
@FunctionalInterface
interface FileManagers {
  /** A file manager for the compiler of {@code context}; javac insists on its own class. */
  JavacFileManager open(Context context);

  /** A new one each time, as the command has. */
  static FileManagers perRequest() {
    return context -> new JavacFileManager(context, true, null);
  }
}
