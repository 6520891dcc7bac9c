package dev.perdure.worker.runtime.streams;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Writes the worker log, and a copy of it to a file, for clients that throw standard error away. If
 * the copy can't be written, the log goes on. Loaded only when a copy is asked for. Not
 * thread-safe: the {@link java.io.PrintStream} around it has a lock.
 */
public final class LogCopy extends OutputStream {
  private final OutputStream log;
  private final OutputStream copy;

  private LogCopy(OutputStream log, OutputStream copy) {
    this.log = log;
    this.copy = copy;
  }

  /**
   * Opens the file to append to it.
   *
   * @param file the file; {@code %p} in its name stands for the process id
   * @throws IOException if it can't be opened
   */
  public static OutputStream open(Path file) throws IOException {
    // A client starts several workers with the same arguments.
    String name = file.toString().replace("%p", Long.toString(ProcessHandle.current().pid()));
    return new FileOutputStream(name, true);
  }

  static OutputStream of(OutputStream log, OutputStream copy) {
    return new LogCopy(log, copy);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      copy.write(bytes, offset, length);
    } catch (IOException e) {
      // For example, the disk is full.
    }
    log.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    log.flush();
  }
}
