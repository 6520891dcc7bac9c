package dev.perdure.worker.jobserver;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A named semaphore of the C library, in the way of GHC's semaphore-compat. The only class that
 * names JNA, so that only who uses a semaphore loads it. Thread-safe.
 *
 * <p>Processes of different C libraries can't share one: each has a layout of its own.
 */
final class PosixSemaphore implements Closeable {
  private static final int CREATE_EXCLUSIVELY = 0300;
  private static final int PERMISSIONS = 0666;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int ETIMEDOUT = 110;

  /** Functions of the C library; what each of them throws has the error's number. */
  private interface C extends Library {
    C LIBRARY = Native.load("c", C.class);

    // Variadic: mode and value come only with O_CREAT.
    Pointer sem_open(String name, int flags, Object... rest) throws LastErrorException;

    int sem_trywait(Pointer semaphore) throws LastErrorException;

    int sem_timedwait(Pointer semaphore, long[] secondsAndNanos) throws LastErrorException;

    int sem_post(Pointer semaphore) throws LastErrorException;

    int sem_getvalue(Pointer semaphore, IntByReference value) throws LastErrorException;

    int sem_close(Pointer semaphore) throws LastErrorException;
  }

  private final String name;
  private final Pointer semaphore;

  /** The memory may be gone: to touch it ends the JVM. */
  private volatile boolean closed;

  private PosixSemaphore(String name, Pointer semaphore) {
    this.name = name;
    this.semaphore = semaphore;
  }

  /** Makes a semaphore that has not been there, with permissions as GHC's. */
  static PosixSemaphore create(String name, int value) throws IOException {
    try {
      return new PosixSemaphore(
          name, C.LIBRARY.sem_open(name, CREATE_EXCLUSIVELY, PERMISSIONS, value));
    } catch (LastErrorException e) {
      throw failed("sem_open", name, e);
    }
  }

  /** Opens one that is there. */
  static PosixSemaphore open(String name) throws IOException {
    try {
      return new PosixSemaphore(name, C.LIBRARY.sem_open(name, 0));
    } catch (LastErrorException e) {
      throw failed("sem_open", name, e);
    }
  }

  /** Takes one, if there is one now. */
  boolean tryWait() throws IOException {
    while (true) {
      try {
        return C.LIBRARY.sem_trywait(mapped()) == 0;
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

  /** Takes one, if one is there within {@code millis} milliseconds. */
  boolean tryWait(long millis) throws IOException {
    long until = System.currentTimeMillis() + millis;
    long[] deadline = {
      TimeUnit.MILLISECONDS.toSeconds(until), TimeUnit.MILLISECONDS.toNanos(until % 1_000)
    };
    try {
      return C.LIBRARY.sem_timedwait(mapped(), deadline) == 0;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == ETIMEDOUT || e.getErrorCode() == EINTR) {
        return false;
      }
      throw failed("sem_timedwait", name, e);
    }
  }

  void post() throws IOException {
    try {
      C.LIBRARY.sem_post(mapped());
    } catch (LastErrorException e) {
      throw failed("sem_post", name, e);
    }
  }

  int value() throws IOException {
    IntByReference value = new IntByReference();
    try {
      C.LIBRARY.sem_getvalue(mapped(), value);
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
   * Ends this use of it, once; not while another method runs. The C library counts the uses by one
   * process, and one too many would end another's.
   */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      C.LIBRARY.sem_close(semaphore);
    } catch (LastErrorException e) {
      throw failed("sem_close", name, e);
    }
  }
}
