package dev.perdure.worker.jobserver;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Enlarges a pipe for more tokens than every pipe can hold. Needs JNA, and is loaded only in this
 * case.
 *
 * <p>The system keeps bytes in pages, and a partly read page is not used again before it has been
 * read completely. So the pipe needs one page more than the bytes take.
 */
final class LargePipe {
  private static final int READ_WRITE_AT_ONCE = 02 | 04000 | 02000000; // O_NONBLOCK, O_CLOEXEC
  private static final int SET_SIZE = 1031;
  private static final int GET_SIZE = 1032;

  private LargePipe() {}

  static void ensure(Path pipe, int tokens) throws IOException {
    int page = CLibrary.C.getpagesize();
    long needed = (long) tokens + page;
    int size = atLeast(pipe, needed);
    if (size < needed) {
      throw new IOException(JobMessage.PIPE_SMALL.text(size - page, tokens));
    }
  }

  /** Enlarges the pipe to {@code needed} bytes if that is allowed, and returns its size. */
  private static int atLeast(Path pipe, long needed) throws IOException {
    try {
      int descriptor = CLibrary.C.open(pipe.toString(), READ_WRITE_AT_ONCE);
      try {
        int size = CLibrary.C.fcntl(descriptor, GET_SIZE);
        return size < needed && needed <= Integer.MAX_VALUE
            ? enlarged(descriptor, (int) needed, size)
            : size;
      } finally {
        CLibrary.C.close(descriptor);
      }
    } catch (LastErrorException e) {
      throw new IOException(pipe + ": errno " + e.getErrorCode(), e);
    }
  }

  private static int enlarged(int descriptor, int needed, int size) {
    try {
      return CLibrary.C.fcntl(descriptor, SET_SIZE, needed);
    } catch (LastErrorException e) {
      return size; // This is more than pipe-max-size, or than this user may have in all.
    }
  }
}
