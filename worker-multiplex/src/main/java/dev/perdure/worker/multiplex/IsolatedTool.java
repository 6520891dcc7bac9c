package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tool that each slot loads for itself, in a class loader of its own, thread-unsafe static fields
 * and all; the loader is closed when the slot ends.
 *
 * <pre>{@code
 * Worker.of(IsolatedTool.of(List.of(Path.of("tool.jar")), "com.example.Tool")).multiplex().run(args)
 * }</pre>
 *
 * <p>The tool sees the JDK, its own class path as {@code java -cp} would show it, and the API
 * package {@code dev.perdure.worker}; nothing else of this program. Each slot costs the memory of
 * the tool's classes and has to warm them up. A slot whose tool's files have changed since it was
 * loaded loads it again for its next request.
 *
 * <p>What is global to the process is still shared. When no request of an isolated tool runs any
 * more, these are put back to what they were before: the values of system properties that were
 * there, the default Locales and time zone, and the default uncaught exception handler.
 *
 * <p>Immutable and thread-safe: each setting returns another one.
 */
public final class IsolatedTool implements WorkHandler {
  private static final Class<?> API = WorkHandler.class;

  private final List<Path> classPath;
  private final String handlerClass;

  /** The class loader of each package that the tool shares with the program. */
  private final Map<String, ClassLoader> shared;

  private final @Nullable UnaryOperator<byte[]> rewriting;

  private IsolatedTool(
      List<Path> classPath,
      String handlerClass,
      Map<String, ClassLoader> shared,
      @Nullable UnaryOperator<byte[]> rewriting) {
    this.classPath = classPath;
    this.handlerClass = handlerClass;
    this.shared = shared;
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
    return new IsolatedTool(List.copyOf(classPath), handlerClass, shared(Map.of(), API), null);
  }

  /**
   * Changes the class files of the tool as they are loaded. {@code rewriting(ExitCalls::rewrite)}
   * of the module worker-exit-trap lets a tool that calls System.exit end its request only.
   *
   * @param rewriting returns the bytes of a class for those that it is given, or the same array;
   *     may be called by several threads at once
   */
  public IsolatedTool rewriting(UnaryOperator<byte[]> rewriting) {
    return new IsolatedTool(classPath, handlerClass, shared, rewriting);
  }

  /**
   * Shares packages with the tool: it sees their classes as this program has them, so every slot
   * has the same, with the same static fields. What slots are to have in common is kept there, such
   * as a cache:
   *
   * <pre>{@code
   * IsolatedTool.of(jars, "com.example.Tool").sharing(SharedValues.class, DigestCache.class)
   * }</pre>
   *
   * <p>What a slot gives to another that way must be made of classes of the JDK and of shared
   * packages: a class of the tool itself is another class in each slot.
   *
   * @param inPackages a class of each package; packages below it are not shared
   */
  public IsolatedTool sharing(Class<?>... inPackages) {
    return new IsolatedTool(classPath, handlerClass, shared(shared, inPackages), rewriting);
  }

  private static Map<String, ClassLoader> shared(
      Map<String, ClassLoader> before, Class<?>... inPackages) {
    Map<String, ClassLoader> shared = new HashMap<>(before);
    for (Class<?> each : inPackages) {
      ClassLoader loader = each.getClassLoader();
      if (loader != null) { // Else the JDK's, which every tool sees.
        shared.put(each.getPackageName(), loader);
      }
    }
    return Map.copyOf(shared);
  }

  /** Loads the tool for this piece of work only, and closes it. */
  @Override
  public int work(WorkContext context) throws Exception {
    try (IsolatedSlot own = IsolatedSlot.open(this)) {
      return own.work(context);
    }
  }

  @Override
  public WorkHandler forSlot() throws Exception {
    return IsolatedSlot.open(this);
  }

  LoadedTool load() throws Exception {
    ToolFiles files = new ToolFiles(classPath);
    ProgramClasses program = new ProgramClasses(shared);
    ToolLoader loader = new ToolLoader(ClassPathUrls.of(classPath), program, rewriting);
    return LoadedTool.of(files, loader, handlerClass);
  }
}
