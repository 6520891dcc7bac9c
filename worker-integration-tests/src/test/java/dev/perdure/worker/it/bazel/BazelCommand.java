package dev.perdure.worker.it.bazel;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/**
 * A client of Bazel that was started.
 *
 * @param process the client itself
 * @param log its standard output and standard error
 */
record BazelCommand(Process process, Path log) {
  /** What Bazel ends with when a build failed. */
  static final int BUILD_FAILED = 1;

  /** What Bazel ends with when it was interrupted. */
  static final int INTERRUPTED = 8;

  private static final long DEADLINE_SECONDS = 600;

  /** As Ctrl-C in the terminal of the client, which reaches nothing but the client here. */
  void interrupt() throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    Assertions.assertThat(kill.waitFor()).isZero();
  }

  /** Waits for the end; returns how long that took. */
  Duration awaitEnd() throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (!process.waitFor(DEADLINE_SECONDS, SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("Bazel hangs:\n" + output());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Waits until it has printed a text that contains this pattern; fails if it ends before. */
  void awaitOutput(String pattern) throws IOException {
    Pattern awaited = Pattern.compile(pattern);
    long deadline = System.nanoTime() + SECONDS.toNanos(DEADLINE_SECONDS);
    while (!awaited.matcher(output()).find()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new AssertionError("expected " + pattern + ", came:\n" + output());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** All that it has printed so far. */
  String output() throws IOException {
    return Files.readString(log);
  }

  /** Waits for the end, which must be of this exit code; returns what was printed. */
  String expect(int exitCode) throws IOException, InterruptedException {
    awaitEnd();
    String output = output();
    Assertions.assertThat(process.exitValue()).as(output).isEqualTo(exitCode);
    return output;
  }

  /** Waits for the end, which must be a success; returns what was printed. */
  String expectSuccess() throws IOException, InterruptedException {
    return expect(0);
  }
}
