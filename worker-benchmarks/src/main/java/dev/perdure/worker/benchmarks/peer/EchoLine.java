package dev.perdure.worker.benchmarks.peer;

import java.io.IOException;

/** The least that a JVM can do for a client: it sends each byte back. */
public final class EchoLine {
  private EchoLine() {}

  public static void main(String[] args) throws IOException {
    byte[] line = new byte[8192];
    int count = System.in.read(line);
    while (count > 0) {
      System.out.write(line, 0, count);
      System.out.flush();
      count = System.in.read(line);
    }
  }
}
