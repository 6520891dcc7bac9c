package dev.perdure.worker.runtime.streams;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Moves the client's pipes from descriptors 0 and 1 to others.
 *
 * <p>Native code, the JVM itself (a thread dump, a warning) and children with inherited output
 * write to descriptor 1, below System.out. So the pipe is opened again under another number, and
 * then the standard stream is closed. The JDK (io_util_md.c, 17 to 25) does this by pointing
 * descriptors 0 to 2 to /dev/null. This needs no native access, no flag and no launcher.
 */
public final class WireDescriptors {
  private final InputStream in;
  private final OutputStream out;

  private WireDescriptors(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Moves the descriptors; one that is not a pipe, or can't be opened again, stays as it is. */
  public static WireDescriptors take() {
    return new WireDescriptors(takeIn(), takeOut());
  }

  public InputStream in() {
    return in;
  }

  public OutputStream out() {
    return out;
  }

  /** Whether the client's requests no longer come through descriptor 0. */
  boolean isInMoved() {
    return !FileDescriptor.in.valid();
  }

  /** Whether the client's answers no longer go through descriptor 1. */
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
        return standard; // Handle it like something that is not a pipe: there may be no /proc, or
        // the pipe is another user's.
      }
    }
    return standard;
  }

  private static OutputStream takeOut() {
    FileOutputStream standard = new FileOutputStream(FileDescriptor.out);
    Path link = Path.of("/proc/self/fd/1");
    if (isPipe(link)) {
      try {
        // Append: if it is not a pipe after all, opening must not truncate it.
        FileOutputStream again = new FileOutputStream(link.toString(), true);
        standard.close();
        return again;
      } catch (IOException e) {
        return standard;
      }
    }
    return standard;
  }

  /** Whether this is an anonymous pipe; opening a named one would wait for the other side. */
  private static boolean isPipe(Path link) {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("pipe:");
    } catch (IOException | RuntimeException e) {
      return false; // No /proc here.
    }
  }
}
