package dev.perdure.worker.jobserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** Runs other programs. */
final class Commands {
  private Commands() {}

  static List<String> prefixed(List<String> command, String... prefix) {
    List<String> all = new ArrayList<>(List.of(prefix));
    all.addAll(command);
    return List.copyOf(all);
  }

  /**
   * Returns what a program prints, including its errors. It must end by itself.
   *
   * @throws IOException if it can't be started, or if it fails
   */
  static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(JobMessage.PROGRAM_FAILED.text(command[0], exitCode, output));
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(command[0]);
    } finally {
      process.destroy();
    }
  }
}
