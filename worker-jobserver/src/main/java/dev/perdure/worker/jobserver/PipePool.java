package dev.perdure.worker.jobserver;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tokens of GNU make in a named pipe. It is kept open as long as the server lives, because a pipe
 * that nobody has open loses its bytes.
 */
final class PipePool implements TokenPool {
  private static final byte TOKEN = '+';

  private final JobAddress address;
  private final Path path;
  private final RandomAccessFile pipe;
  private final FileInputStream counter;

  /**
   * Creates the pipe with the tokens in it.
   *
   * @param address the address at which children find it
   */
  PipePool(JobAddress address, Path path, int tokens) throws IOException {
    this.address = address;
    this.path = path;
    // The JDK can't create named pipes.
    Commands.output("mkfifo", "-m", "600", path.toString());
    pipe = new RandomAccessFile(path.toFile(), "rw");
    counter = new FileInputStream(pipe.getFD());
    try {
      PipeSize.ensure(path, tokens);
      add(tokens);
    } catch (IOException | RuntimeException | LinkageError e) { // JNA may fail to load.
      close();
      throw e;
    }
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
    byte[] tokens = new byte[count];
    Arrays.fill(tokens, TOKEN);
    pipe.write(tokens);
  }

  @Override
  public int remove(int most) throws IOException {
    int removable = Math.min(most, free());
    return removable <= 0
        ? 0
        : PipeRead.ofWhatIsThere(path, counter, ByteBuffer.allocate(removable));
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
