package dev.perdure.worker.jobserver;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * Functions of the C library; each throws an exception with the error's number. Loads JNA, so it is
 * used only for a semaphore or an unusually large pipe.
 */
interface CLibrary extends Library {
  /**
   * Functions are looked up in this process, because the JVM is already linked to the C library.
   * Before glibc 2.34, semaphores are in another file, and musl's library has another name.
   */
  CLibrary C = Native.load(CLibrary.class);

  // Variadic: mode and value come only with O_CREAT.
  Pointer sem_open(String name, int flags, Object... rest) throws LastErrorException;

  int sem_trywait(Pointer semaphore) throws LastErrorException;

  /** There since glibc 2.30; otherwise throws an UnsatisfiedLinkError. */
  int sem_clockwait(Pointer semaphore, int clock, long[] secondsAndNanos) throws LastErrorException;

  int sem_post(Pointer semaphore) throws LastErrorException;

  int sem_getvalue(Pointer semaphore, IntByReference value) throws LastErrorException;

  int sem_close(Pointer semaphore) throws LastErrorException;

  int clock_gettime(int clock, long[] secondsAndNanos) throws LastErrorException;

  int getpagesize();

  // Variadic: the mode comes only with O_CREAT.
  int open(String path, int flags, Object... rest) throws LastErrorException;

  // Variadic: the last arguments depend on the command.
  int fcntl(int descriptor, int command, Object... rest) throws LastErrorException;

  int close(int descriptor) throws LastErrorException;
}
