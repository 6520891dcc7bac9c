package dev.perdure.worker.runtime;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The client's pipes on descriptors of their own, away from 0 and 1.
 *
 * <p>Native code, the JVM itself (a thread dump, a warning) and children with inherited output
 * write to descriptor 1, past System.out. So the pipe is opened again under another number, and
 * then the standard one is closed, which the JDK (io_util_md.c, 17 to 25) does by pointing
 * descriptors 0 to 2 to /dev/null. This needs no native access, no flag and no launcher.
 */
final class WireDescriptors {
  private final InputStream in;
  private final OutputStream out;

  private WireDescriptors(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Takes the descriptors; each stays what it was where it is no pipe or can't be opened again. */
  static WireDescriptors take() {
    return new WireDescriptors(takeIn(), takeOut());
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Whether the client's requests do not come by descriptor 0 any more. */
  boolean isInMoved() {
    return !FileDescriptor.in.valid();
  }

  /** Whether the client's answers do not go by descriptor 1 any more. */
  boolean isOutMoved() {
    return !FileDescriptor.out.valid();
  }

  private static InputStream takeIn() {
    FileInputStream standard = new FileInputStream(FileDescriptor.in);
    Path link = Path.of("/proc/self/fd/0");
    if (isPipe(link)) {
      try {
        FileInputStream again = new FileInputStream(link.toString());
        standard.close();
        return again;
      } catch (IOException e) {
        return standard; // As when it is no pipe: /proc can be missing, or the pipe another user's.
      }
    }
    return standard;
  }

  private static OutputStream takeOut() {
    FileOutputStream standard = new FileOutputStream(FileDescriptor.out);
    Path link = Path.of("/proc/self/fd/1");
    if (isPipe(link)) {
      try {
        // Appending: opening must not cut off what it opens, should it be no pipe after all.
        FileOutputStream again = new FileOutputStream(link.toString(), true);
        standard.close();
        return again;
      } catch (IOException e) {
        return standard;
      }
    }
    return standard;
  }

  /** An anonymous pipe; opening a named one would wait for the other side. */
  private static boolean isPipe(Path link) {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("pipe:");
    } catch (IOException | RuntimeException e) {
      return false; // No /proc here.
    }
  }
}
