package dev.perdure.worker.jobserver;

import com.sun.jna.LastErrorException;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A named semaphore of the C library, as GHC's semaphore-compat uses it. Thread-safe.
 *
 * <p>Processes of different C libraries can't share one: each has a layout of its own.
 */
final class PosixSemaphore implements Closeable {
  private static final int CREATE_EXCLUSIVELY = 0300;
  private static final int PERMISSIONS = 0666;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int ETIMEDOUT = 110;
  private static final int CLOCK_MONOTONIC = 1;

  /** The pause between two attempts if the C library can't wait by the monotonic clock. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** Whether the C library is known to have no {@code sem_clockwait}. */
  private static volatile boolean withoutClockWait;

  private final String name;
  private final Pointer semaphore;

  /** Whether the memory may be gone: then accessing it would crash the JVM. */
  private volatile boolean closed;

  private PosixSemaphore(String name, Pointer semaphore) {
    this.name = name;
    this.semaphore = semaphore;
  }

  /** Creates a new semaphore, with the same permissions as GHC. */
  static PosixSemaphore create(String name, int value) throws IOException {
    try {
      return new PosixSemaphore(
          name, CLibrary.C.sem_open(name, CREATE_EXCLUSIVELY, PERMISSIONS, value));
    } catch (LastErrorException e) {
      throw failed("sem_open", name, e);
    }
  }

  /** Opens an existing semaphore. */
  static PosixSemaphore open(String name) throws IOException {
    try {
      return new PosixSemaphore(name, CLibrary.C.sem_open(name, 0));
    } catch (LastErrorException e) {
      throw failed("sem_open", name, e);
    }
  }

  /** Takes a token, if there is one now. */
  boolean tryWait() throws IOException {
    while (true) {
      try {
        return CLibrary.C.sem_trywait(mapped()) == 0;
      } catch (LastErrorException e) {
        if (e.getErrorCode() == EAGAIN) {
          return false;
        }
        if (e.getErrorCode() != EINTR) {
          throw failed("sem_trywait", name, e);
        }
      }
    }
  }

  /**
   * Takes a token, if there is one within {@code millis} milliseconds. They are measured by the
   * monotonic clock, because {@code sem_timedwait} would wait for hours if the wall clock were set
   * back meanwhile.
   */
  boolean tryWait(long millis) throws IOException {
    if (!withoutClockWait) {
      try {
        return clockWait(millis);
      } catch (UnsatisfiedLinkError e) {
        withoutClockWait = true; // musl, or a glibc before 2.30.
      }
    }
    return tryRepeatedly(millis);
  }

  private boolean clockWait(long millis) throws IOException {
    try {
      return CLibrary.C.sem_clockwait(mapped(), CLOCK_MONOTONIC, after(millis)) == 0;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == ETIMEDOUT || e.getErrorCode() == EINTR) {
        return false;
      }
      throw failed("sem_clockwait", name, e);
    }
  }

  /** The time that the monotonic clock shows after {@code millis} milliseconds. */
  private static long[] after(long millis) {
    long[] time = new long[2];
    CLibrary.C.clock_gettime(CLOCK_MONOTONIC, time);
    long nanos = time[1] + TimeUnit.MILLISECONDS.toNanos(millis);
    long second = TimeUnit.SECONDS.toNanos(1);
    return new long[] {time[0] + nanos / second, nanos % second};
  }

  /** Waits without the C library, which can only use the wall clock here. */
  boolean tryRepeatedly(long millis) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean taken = tryWait();
    while (!taken && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
      taken = tryWait();
    }
    return taken;
  }

  void post() throws IOException {
    try {
      CLibrary.C.sem_post(mapped());
    } catch (LastErrorException e) {
      throw failed("sem_post", name, e);
    }
  }

  int value() throws IOException {
    IntByReference value = new IntByReference();
    try {
      CLibrary.C.sem_getvalue(mapped(), value);
    } catch (LastErrorException e) {
      throw failed("sem_getvalue", name, e);
    }
    return value.getValue();
  }

  private static IOException failed(String function, String name, LastErrorException e) {
    return new IOException(JobMessage.SEMAPHORE_FAILED.text(function, name, e.getErrorCode()), e);
  }

  private Pointer mapped() {
    if (closed) {
      throw new IllegalStateException("the semaphore " + name + " is closed");
    }
    return semaphore;
  }

  /**
   * Ends this use of the semaphore, once; must not be called while another method runs. The C
   * library counts the uses within a process, so closing twice would end another use.
   */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      CLibrary.C.sem_close(semaphore);
    } catch (LastErrorException e) {
      throw failed("sem_close", name, e);
    }
  }
}
