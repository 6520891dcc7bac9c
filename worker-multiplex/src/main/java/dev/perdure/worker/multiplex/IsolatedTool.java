package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A tool that each slot loads for itself, in a class loader of its own, thread-unsafe static fields
 * and all; the loader is closed when the slot ends.
 *
 * <pre>{@code
 * Worker.of(IsolatedTool.of(List.of(Path.of("tool.jar")), "com.example.Tool")).multiplex().run(args)
 * }</pre>
 *
 * <p>The tool sees the JDK, its own class path and the API package {@code dev.perdure.worker};
 * nothing else of this program. Each slot costs the memory of the tool's classes and has to warm
 * them up. What is global to the process, such as system properties and native libraries, is still
 * shared. Immutable and thread-safe: each setting returns another one.
 */
public final class IsolatedTool implements WorkHandler {
  private final List<Path> classPath;
  private final String handlerClass;
  private final UnaryOperator<byte[]> rewriting;

  private IsolatedTool(List<Path> classPath, String handlerClass, UnaryOperator<byte[]> rewriting) {
    this.classPath = classPath;
    this.handlerClass = handlerClass;
    this.rewriting = rewriting;
  }

  /**
   * A tool of the given class path.
   *
   * @param classPath jars and directories of classes
   * @param handlerClass the binary name of a public class among them that implements {@code
   *     WorkHandler} and has a public constructor without parameters; each slot makes one, and
   *     closes it at its end if it is {@code AutoCloseable}
   */
  public static IsolatedTool of(List<Path> classPath, String handlerClass) {
    if (handlerClass.isEmpty()) {
      throw new IllegalArgumentException("handler class is empty");
    }
    return new IsolatedTool(List.copyOf(classPath), handlerClass, UnaryOperator.identity());
  }

  /**
   * Changes the class files of the tool as they are loaded. {@code rewriting(ExitCalls::rewrite)}
   * of the module worker-exit-trap lets a tool that calls System.exit end its request only.
   *
   * @param rewriting returns the bytes of a class for those that it is given, or the same array;
   *     may be called by several threads at once
   */
  public IsolatedTool rewriting(UnaryOperator<byte[]> rewriting) {
    return new IsolatedTool(classPath, handlerClass, rewriting);
  }

  /** Loads the tool for this piece of work only, and closes it. */
  @Override
  public int work(WorkContext context) throws Exception {
    try (IsolatedSlot own = open()) {
      return own.work(context);
    }
  }

  @Override
  public WorkHandler forSlot() throws Exception {
    return open();
  }

  private IsolatedSlot open() throws Exception {
    ToolLoader loader = new ToolLoader(urls(), rewriting);
    try {
      return IsolatedSlot.of(loader, handlerClass);
    } catch (Throwable e) {
      loader.close();
      throw e;
    }
  }

  private URL[] urls() throws IOException {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      Path entry = classPath.get(i);
      if (!Files.exists(entry)) {
        throw new IOException("class path entry " + entry + " of the tool does not exist");
      }
      urls[i] = url(entry);
    }
    return urls;
  }

  private static URL url(Path entry) throws MalformedURLException {
    return entry.toUri().toURL();
  }
}
