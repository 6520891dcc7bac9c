package dev.perdure.samples.javac;

import com.sun.tools.javac.file.JavacFileManager;
import com.sun.tools.javac.util.Context;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.cache.DigestCache;

/**
 * Creates file managers for requests, and so decides what a worker keeps of class paths between
 * requests. Implementations are thread-safe; the request closes its file manager.
 */
@FunctionalInterface
interface FileManagers {
  /** A file manager for the compiler of {@code javac}; javac requires its own class. */
  JavacFileManager open(Context javac, WorkContext request);

  /** A new one each time, as with the command. */
  static FileManagers perRequest() {
    return (javac, request) -> new RequestFileManager(javac, request, null);
  }

  /** A new one each time, which uses what {@code cache} keeps of jars. */
  static FileManagers over(DigestCache cache) {
    return (javac, request) ->
        new KeepingFileManager(javac, new KeptJars(cache, request), request, null);
  }
}
