package dev.perdure.worker.jobserver;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Tokens of GNU make, in a named pipe. Held open as long as the server lives: a pipe forgets. */
final class PipePool implements TokenPool {
  private static final int TOKEN = '+';

  private final Path path;
  private final JobAddress address;
  private final RandomAccessFile pipe;
  private final FileInputStream counter;

  /**
   * Makes the pipe.
   *
   * @param style the address by which children find it
   */
  PipePool(Path path, Function<Path, JobAddress> style) throws IOException {
    this.path = path;
    address = style.apply(path);
    // The JDK makes no named pipes.
    Commands.output("mkfifo", "-m", "600", path.toString());
    pipe = new RandomAccessFile(path.toFile(), "rw");
    counter = new FileInputStream(pipe.getFD());
  }

  @Override
  public JobAddress address() {
    return address;
  }

  @Override
  public int free() throws IOException {
    return counter.available();
  }

  @Override
  public void add(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      pipe.write(TOKEN);
    }
    for (int i = 0; i > count && counter.available() > 0; i--) {
      pipe.read();
    }
  }

  @Override
  public boolean knowsItsClients() {
    return false;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    pipe.close();
  }
}
