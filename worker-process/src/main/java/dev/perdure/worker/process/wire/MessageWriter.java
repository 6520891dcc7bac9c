package dev.perdure.worker.process.wire;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes complete messages to a stream, one after another, and flushes each. Thread-safe. */
public final class MessageWriter {
  private static final byte[] END = {'0', ':', '\n'};

  /** Guarded by this. */
  private final OutputStream out;

  /** Writes to {@code out}, which nobody else may use. */
  public MessageWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out);
  }

  /** Writes a message; blocks while the pipe is full. */
  public synchronized void write(Message message) throws IOException {
    write(message, out);
    out.flush();
  }

  /** The bytes of a message. */
  public static byte[] encode(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(message, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Writing to an array does not fail.
    }
    return bytes.toByteArray();
  }

  private static void write(Message message, OutputStream out) throws IOException {
    for (Message.Field field : message.fields()) {
      byte[] name = field.name.getBytes(StandardCharsets.UTF_8);
      int length = Math.addExact(name.length + 1, field.value.length);
      out.write((length + ":").getBytes(StandardCharsets.US_ASCII));
      out.write(name);
      out.write('=');
      out.write(field.value);
      out.write('\n');
    }
    out.write(END);
  }
}
