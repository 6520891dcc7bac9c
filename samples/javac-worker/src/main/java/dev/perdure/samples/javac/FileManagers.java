package dev.perdure.samples.javac;

import com.sun.tools.javac.file.JavacFileManager;
import com.sun.tools.javac.util.Context;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.DigestCache;

/**
 * Where a request gets its file manager from: what a worker keeps of class paths between requests
 * is decided here. Implementations are thread-safe; the request closes what it was given.
 */
@FunctionalInterface
interface FileManagers {
  /** A file manager for the compiler of {@code javac}; it insists on its own class. */
  JavacFileManager open(Context javac, WorkContext request);

  /** A new one each time, as the command has. */
  static FileManagers perRequest() {
    return (javac, request) -> new RequestFileManager(javac, request);
  }

  /** A new one each time, over what {@code cache} keeps of jars. */
  static FileManagers over(DigestCache cache) {
    return (javac, request) ->
        KeepingFileManager.open(javac, new KeptJars(cache, request), request);
  }
}
