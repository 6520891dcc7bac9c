package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tool that each slot loads in a class loader of its own, so that its static fields need not be
 * thread-safe. The loader is closed when the slot ends.
 *
 * <pre>{@code
 * Worker.of(IsolatedTool.of(List.of(Path.of("tool.jar")), "com.example.Tool")).multiplex().run(args)
 * }</pre>
 *
 * <p>The tool sees the JDK, its own class path as {@code java -cp} would show it, and the API
 * package {@code dev.perdure.worker}; nothing else of this program. Each slot costs the memory of
 * the tool's classes and has to warm them up. If the tool's files have changed, a slot loads the
 * tool again for its next request.
 *
 * <p>What is global to the process is still shared. When the last running request of an isolated
 * tool has ended, these get their earlier values back: the system properties that existed before,
 * the default Locales and time zone, and the default uncaught exception handler.
 *
 * <p>Immutable and thread-safe: each setting returns another instance.
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
   * A tool with the given class path.
   *
   * @param classPath jars and directories of classes
   * @param handlerClass the binary name of a public class among them that implements {@code
   *     WorkHandler} and has a public constructor without parameters; each slot creates an
   *     instance, and closes it when the slot ends if it is {@code AutoCloseable}
   */
  public static IsolatedTool of(List<Path> classPath, String handlerClass) {
    if (handlerClass.isEmpty()) {
      throw new IllegalArgumentException("handler class is empty");
    }
    return new IsolatedTool(List.copyOf(classPath), handlerClass, shared(Map.of(), API), null);
  }

  /**
   * A tool on this program's own class path, which is that of the JVM.
   *
   * @param handlerClass a class as for {@link #of}; each slot loads it again for itself
   */
  public static IsolatedTool ofSelf(Class<? extends WorkHandler> handlerClass) {
    List<Path> classPath = new ArrayList<>();
    String entries = System.getProperty("java.class.path", "");
    for (String entry : entries.split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry));
    }
    return of(classPath, handlerClass.getName());
  }

  /**
   * Changes the class files of the tool as they are loaded. {@code rewriting(ExitCalls::rewrite)}
   * of the module worker-exit-trap makes a tool that calls System.exit end only its request.
   *
   * @param rewriting gets the bytes of a class and returns the changed bytes, or the same array;
   *     several threads may call it at once
   */
  public IsolatedTool rewriting(UnaryOperator<byte[]> rewriting) {
    return new IsolatedTool(classPath, handlerClass, shared, rewriting);
  }

  /**
   * Shares packages with the tool. All slots then use this program's classes of these packages,
   * with the same static fields. Keep there what slots have in common, such as a cache:
   *
   * <pre>{@code
   * IsolatedTool.of(jars, "com.example.Tool").sharing(SharedValues.class, DigestCache.class)
   * }</pre>
   *
   * <p>Objects that slots share in this way may only use classes of the JDK and of shared packages,
   * because a class of the tool itself is a different class in each slot.
   *
   * @param inPackages one class of each package to share; subpackages are not shared
   */
  public IsolatedTool sharing(Class<?>... inPackages) {
    return new IsolatedTool(classPath, handlerClass, shared(shared, inPackages), rewriting);
  }

  private static Map<String, ClassLoader> shared(
      Map<String, ClassLoader> before, Class<?>... inPackages) {
    Map<String, ClassLoader> shared = new HashMap<>(before);
    for (Class<?> each : inPackages) {
      ClassLoader loader = each.getClassLoader();
      if (loader != null) { // Otherwise it is a class of the JDK, which every tool sees.
        shared.put(each.getPackageName(), loader);
      }
    }
    return Map.copyOf(shared);
  }

  /** Loads the tool for this piece of work only, and then closes it. */
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
