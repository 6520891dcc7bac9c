package dev.perdure.worker.exit;

/**
 * The exit calls of a class file: {@code System.exit}, {@code Runtime.exit}, {@code Runtime.halt}.
 *
 * <p>For class loaders that define a tool's classes themselves; a JVM with {@link ExitTrapAgent}
 * rewrites all of its classes in the same way. Thread-safe. This class uses no type of ASM, so that
 * the JVM need not load one to verify it: ASM is loaded only for the first class that exits.
 */
public final class ExitCalls {
  private ExitCalls() {}

  /**
   * Returns the class with its exit calls and method references redirected to {@code
   * dev.perdure.worker.ExitTrap}, or the same array if it has none.
   *
   * <p>The result links in any class loader and module, because it finds the trap only at run time,
   * through the system class loader. Up to three private synthetic methods are added, named {@code
   * perdure$exit} and {@code perdure$halt}. Everything else stays the same, including stack map
   * frames and the default serial version. A lambda that is a serializable reference to an exit
   * method can no longer be deserialized.
   *
   * @param classFile the bytes of a class file, which are not changed
   * @throws IllegalArgumentException if it is not a class file, has a newer version than ASM knows,
   *     or is an interface of a version before Java 8, to which no method can be added; the message
   *     says which
   */
  public static byte[] rewrite(byte[] classFile) {
    return ConstantPool.namesExitMethod(classFile)
        ? ExitCallRewriter.rewrite(classFile)
        : classFile;
  }

  /**
   * Whether the exit calls of a class really end a worker, so that they must not be redirected.
   * Only some of Perdure's packages count, because a user's handler may share a prefix with others.
   *
   * @param className the class's internal name, such as {@code java/lang/String}
   */
  public static boolean mayEndWorker(String className) {
    return className.equals("dev/perdure/worker/ExitTrap")
        || className.startsWith("dev/perdure/worker/runtime/");
  }
}
