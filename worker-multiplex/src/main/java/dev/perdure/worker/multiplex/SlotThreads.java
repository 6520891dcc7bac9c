package dev.perdure.worker.multiplex;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Creates the threads of the slots, which are daemons and numbered from 1. */
final class SlotThreads {
  private static final String NAME = "perdure-slot-";

  /** Creates virtual threads; null for platform threads. */
  private final @Nullable ThreadFactory virtual;

  private final AtomicInteger count = new AtomicInteger();

  /** The serving thread's loader. Newer JDKs give another one to threads that inherit nothing. */
  private final @Nullable ClassLoader contextClassLoader =
      Thread.currentThread().getContextClassLoader();

  private SlotThreads(@Nullable ThreadFactory virtual) {
    this.virtual = virtual;
  }

  static SlotThreads platform() {
    return new SlotThreads(null);
  }

  static SlotThreads virtual() {
    try {
      // By reflection, since the library is compiled for JDK 17.
      Method ofVirtual = Thread.class.getMethod("ofVirtual");
      Object builder = ofVirtual.invoke(null);
      Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
      return new SlotThreads((ThreadFactory) factory.invoke(builder));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "virtual threads came with JDK 21, this is " + Runtime.version().feature(), e);
    }
  }

  Thread create(Runnable body) {
    String name = NAME + count.incrementAndGet();
    Thread thread;
    if (virtual == null) {
      // Nothing is inherited: a slot starts on the reading thread, which works for no request.
      thread = new Thread(null, body, name, 0, false);
      thread.setDaemon(true);
    } else {
      thread = virtual.newThread(body);
      thread.setName(name);
    }
    thread.setContextClassLoader(contextClassLoader);
    return thread;
  }
}
