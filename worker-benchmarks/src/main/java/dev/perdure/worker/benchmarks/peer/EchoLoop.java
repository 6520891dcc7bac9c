package dev.perdure.worker.benchmarks.peer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The least that a singleplex worker in Java can be: one thread reads a whole message, makes no
 * sense of it, and writes an empty answer. Argument: the protocol.
 */
public final class EchoLoop {
  private static final byte[] EMPTY_JSON = {'{', '}', '\n'};
  private static final byte[] EMPTY_PROTO = {0};

  private EchoLoop() {}

  public static void main(String[] args) throws IOException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
    if (args[0].equals("json")) {
      json(in, out);
    } else {
      proto(new DataInputStream(in), out);
    }
  }

  private static void json(InputStream in, OutputStream out) throws IOException {
    int next = in.read();
    while (next >= 0) {
      if (next == '\n') {
        out.write(EMPTY_JSON);
      }
      next = in.read();
    }
  }

  private static void proto(DataInputStream in, OutputStream out) throws IOException {
    byte[] message = new byte[1 << 16];
    int next = in.read();
    while (next >= 0) {
      int length = next & 0x7f;
      for (int shift = 7; next > 0x7f; shift += 7) {
        next = in.read();
        length |= (next & 0x7f) << shift;
      }
      in.readFully(message, 0, length);
      out.write(EMPTY_PROTO);
      next = in.read();
    }
  }
}
