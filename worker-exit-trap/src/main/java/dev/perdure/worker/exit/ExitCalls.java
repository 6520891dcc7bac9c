package dev.perdure.worker.exit;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * The exit calls of a class file: {@code System.exit}, {@code Runtime.exit}, {@code Runtime.halt}.
 *
 * <p>For class loaders that define a tool's classes themselves; a JVM with {@link ExitTrapAgent}
 * does the same to all of its classes. Thread-safe.
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
    if (!ConstantPool.namesExitMethod(classFile)) {
      return classFile;
    }
    try {
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, 0);
      ExitCallRewriter rewriter = new ExitCallRewriter(writer);
      reader.accept(rewriter, 0);
      return rewriter.hasRewritten() ? writer.toByteArray() : classFile;
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) { // ASM reads damaged bytes until something breaks
      throw new IllegalArgumentException("expected an intact class file, reading it threw " + e, e);
    }
  }
}
