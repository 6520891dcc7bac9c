package dev.perdure.worker.runtime.streams;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives descriptors 0 and 1 a meaning again, after the client's pipes have moved away from them:
 * reading 0 sees the end of the file, and what is written to 1 reaches the worker log. That
 * includes the JVM's thread dumps at SIGQUIT, what native code and child processes with inherited
 * output print, and loggers that write to {@link FileDescriptor#out}.
 *
 * <p>Until then both lead to /dev/null, see {@link WireDescriptors}. If this does not work, that
 * remains so. Java has no public way to call dup2, and no newly opened file gets one of these
 * numbers, since the JDK never frees them. Reaching the JDK's own dup2 takes more CPU time than the
 * rest of a worker's start, so it is not used before the first answers.
 */
public final class StandardDescriptors implements Runnable {
  private static final long DELAY_NANOS = 100_000_000;

  /** The classes in which JDK 17 and newer ones have the system call. */
  private static final String[] PLACES = {
    "sun.nio.ch.DatagramDispatcher", "sun.nio.ch.FileDispatcherImpl"
  };

  private final boolean in;
  private final boolean out;

  private StandardDescriptors(boolean in, boolean out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Does this a moment later, on a separate thread, for the descriptors that {@code wire} has
   * moved.
   */
  public static void restoreLater(WireDescriptors wire) {
    if (wire.isInMoved() || wire.isOutMoved()) {
      StandardDescriptors body = new StandardDescriptors(wire.isInMoved(), wire.isOutMoved());
      try {
        Thread thread = new Thread(null, body, "perdure-descriptors", 0, false);
        thread.setDaemon(true);
        thread.start();
      } catch (OutOfMemoryError e) {
        // No thread can be started; the descriptors stay as they are.
      }
    }
  }

  @Override
  public void run() {
    long deadline = System.nanoTime() + DELAY_NANOS;
    for (long left = DELAY_NANOS; left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
    try {
      restore();
    } catch (ReflectiveOperationException | IOException | RuntimeException | Error e) {
      // Another JDK, or one without the module jdk.unsupported, or no memory: they stay as they
      // are.
    }
  }

  private void restore() throws ReflectiveOperationException, IOException {
    Module base = Object.class.getModule();
    ModuleLayer.Controller controller = bootController();
    controller.addOpens(base, "java.io", StandardDescriptors.class.getModule());
    controller.addOpens(base, "sun.nio.ch", StandardDescriptors.class.getModule());
    Method duplicate = duplicate();
    // A descriptor that the JDK has closed no longer has a number.
    Field number = FileDescriptor.class.getDeclaredField("fd");
    number.setAccessible(true);
    if (in) {
      try (FileInputStream empty = new FileInputStream("/dev/null")) {
        number.setInt(FileDescriptor.in, 0);
        duplicate.invoke(null, empty.getFD(), FileDescriptor.in);
      }
    }
    if (out) {
      number.setInt(FileDescriptor.out, 1);
      duplicate.invoke(null, FileDescriptor.err, FileDescriptor.out);
    }
  }

  /** The controller that may open packages of the JDK; its class has no public constructor. */
  private static ModuleLayer.Controller bootController() throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
    Object factory = type.getMethod("getReflectionFactory").invoke(null);
    Method constructorOf =
        type.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
    Constructor<?> constructor =
        (Constructor<?>)
            constructorOf.invoke(
                factory,
                ModuleLayer.Controller.class,
                ModuleLayer.Controller.class.getDeclaredConstructor(ModuleLayer.class));
    return (ModuleLayer.Controller) constructor.newInstance(ModuleLayer.boot());
  }

  /** The JDK's dup2: the second descriptor becomes what the first one is. */
  private static Method duplicate() throws ReflectiveOperationException {
    for (String place : PLACES) {
      try {
        Method method =
            Class.forName(place)
                .getDeclaredMethod("dup0", FileDescriptor.class, FileDescriptor.class);
        method.setAccessible(true);
        return method;
      } catch (ClassNotFoundException | NoSuchMethodException e) {
        // Then it is in another class.
      }
    }
    throw new NoSuchMethodException("dup0");
  }
}
