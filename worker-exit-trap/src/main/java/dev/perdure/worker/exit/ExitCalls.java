package dev.perdure.worker.exit;

/**
 * The exit calls of a class file: {@code System.exit}, {@code Runtime.exit}, {@code Runtime.halt}.
 *
 * <p>For class loaders that define a tool's classes themselves; a JVM with {@link ExitTrapAgent}
 * does the same to all of its classes. Thread-safe. No type of ASM stands in this class, so that
 * the JVM doesn't load one to verify it: the first class that exits pays for ASM.
 */
public final class ExitCalls {
  private ExitCalls() {}

  /**
   * Returns the class with its exit calls and method references going to {@code
   * dev.perdure.worker.ExitTrap}, or the same array if it has none.
   *
   * <p>The result links in any class loader and module, as it names the trap only at run time,
   * through the system class loader. It has up to three private synthetic methods more, {@code
   * perdure$exit} and {@code perdure$halt}; else it is what it was, its stack map frames and its
   * default serial version included. A lambda that is a serializable reference to an exit method
   * can no longer be deserialized.
   *
   * @param classFile the bytes of a class file, which are not changed
   * @throws IllegalArgumentException if it isn't a class file, is newer than ASM knows, or is an
   *     interface older than Java 8, which can't take methods; the message says which
   */
  public static byte[] rewrite(byte[] classFile) {
    return ConstantPool.namesExitMethod(classFile)
        ? ExitCallRewriter.rewrite(classFile)
        : classFile;
  }
}
