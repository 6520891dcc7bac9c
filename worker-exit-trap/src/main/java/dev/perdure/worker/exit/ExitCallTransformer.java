package dev.perdure.worker.exit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the exit calls of every class, except Perdure's and the boot loader's. Thread-safe.
 *
 * <p>A class that can't be rewritten is loaded as it is, with one line in the worker log: most exit
 * calls never run, so rejecting the class would break tools that work. The JVM silently drops what
 * a transformer throws, so everything is caught here.
 */
final class ExitCallTransformer implements ClassFileTransformer {
  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain protectionDomain,
      byte[] classFile) {
    if (loader == null
        || classBeingRedefined != null
        || (className != null && ExitCalls.mayEndWorker(className))) {
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

  /** Writes to the descriptor, because System.err goes to the current request's answer. */
  static void log(String line) {
    @SuppressWarnings("resource") // closing it would close the worker log
    FileOutputStream workerLog = new FileOutputStream(FileDescriptor.err);
    try {
      workerLog.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // Nobody reads the worker log; the class is loaded anyway.
    }
  }
}
