package dev.perdure.worker.exit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the exit calls of every class but Perdure's and the boot loader's. Thread-safe.
 *
 * <p>A class that can't be rewritten is loaded as it is, with one line in the worker log: most exit
 * calls never run, so refusing the class would break tools that work. What a transformer throws the
 * JVM drops without a word, hence the catch of everything.
 */
final class ExitCallTransformer implements ClassFileTransformer {
  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (loader == null || classBeingRedefined != null || isPerdure(className)) {
      return null;
    }
    try {
      return ConstantPool.namesExitMethod(classFile) ? ExitCallRewriter.rewrite(classFile) : null;
    } catch (Throwable failure) {
      log(
          "perdure: an exit call of "
              + className
              + " would end this worker, as its class file can't be rewritten: "
              + failure);
      return null;
    }
  }

  /**
   * Perdure's own calls are how a worker really ends. Not all of its packages: a user's handler may
   * share a prefix with them.
   */
  private static boolean isPerdure(@Nullable String className) {
    return className != null
        && (className.equals("dev/perdure/worker/ExitTrap")
            || className.startsWith("dev/perdure/worker/runtime/"));
  }

  /** Writes to the descriptor, as System.err is the current request's answer. */
  static void log(String line) {
    @SuppressWarnings("resource") // closing it would close the worker log
    FileOutputStream workerLog = new FileOutputStream(FileDescriptor.err);
    try {
      workerLog.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Nobody reads the worker log; the class is loaded all the same.
    }
  }
}
