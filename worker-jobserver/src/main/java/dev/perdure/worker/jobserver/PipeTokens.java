package dev.perdure.worker.jobserver;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of GNU make: bytes in a pipe. The same byte must be given back, since make may give it a
 * meaning.
 */
final class PipeTokens implements TokenSource {
  private final Path pipe;
  private final FileInputStream counter;

  /** Not a channel: an interrupted thread would close it and write nothing. */
  private final OutputStream returned;

  /** The channel from which await reads; closing it ends a wait. */
  private volatile FileChannel awaited;

  private volatile boolean closed;

  PipeTokens(Path pipe) throws IOException {
    this.pipe = pipe;
    awaited = PipeRead.open(pipe);
    // These don't wait for a peer, since the pipe is already open for reading and writing.
    counter = new FileInputStream(pipe.toFile());
    returned = Files.newOutputStream(pipe, StandardOpenOption.WRITE);
  }

  @Override
  public @Nullable Token poll() throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    return token(PipeRead.ofWhatIsThere(pipe, counter, one), one);
  }

  @Override
  public @Nullable Token await() throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    Token token = token(PipeRead.of(pipe, awaited, one), one);
    if (!awaited.isOpen() && !closed) {
      reopen(token);
    }
    return token;
  }

  private void reopen(@Nullable Token token) throws IOException {
    try {
      awaited = PipeRead.open(pipe);
    } catch (IOException e) {
      if (token == null) {
        throw e;
      }
      // First the token; the next wait ends at once and comes back here.
    }
  }

  private @Nullable Token token(int read, ByteBuffer one) {
    return read == 0 ? null : new ByteToken(one.get(0));
  }

  @Override
  public void wake() {
    PipeRead.close(awaited);
  }

  @Override
  public void close() {
    closed = true;
    PipeRead.close(awaited);
    PipeRead.close(counter);
    PipeRead.close(returned);
  }

  private final class ByteToken implements Token {
    private final int value;

    ByteToken(int value) {
      this.value = value;
    }

    @Override
    public void giveBack() throws IOException {
      returned.write(value);
    }
  }
}
