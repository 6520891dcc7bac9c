package dev.perdure.worker.jobserver;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * Functions of the C library; what each of them throws has the error's number. Loads JNA, so it is
 * touched only where a semaphore or an unusually large pipe is used.
 */
interface CLibrary extends Library {
  /**
   * Looked up in this process, which the JVM has linked to the C library: before glibc 2.34,
   * semaphores are in a file of their own, and musl's has another name.
   */
  CLibrary C = Native.load(CLibrary.class);

  // Variadic: mode and value come only with O_CREAT.
  Pointer sem_open(String name, int flags, Object... rest) throws LastErrorException;

  int sem_trywait(Pointer semaphore) throws LastErrorException;

  /** Since glibc 2.30; an UnsatisfiedLinkError elsewhere. */
  int sem_clockwait(Pointer semaphore, int clock, long[] secondsAndNanos) throws LastErrorException;

  int sem_post(Pointer semaphore) throws LastErrorException;

  int sem_getvalue(Pointer semaphore, IntByReference value) throws LastErrorException;

  int sem_close(Pointer semaphore) throws LastErrorException;

  int clock_gettime(int clock, long[] secondsAndNanos) throws LastErrorException;

  int getpagesize();

  // Variadic: the mode comes only with O_CREAT.
  int open(String path, int flags, Object... rest) throws LastErrorException;

  // Variadic: what comes last is the command's.
  int fcntl(int descriptor, int command, Object... rest) throws LastErrorException;

  int close(int descriptor) throws LastErrorException;
}
