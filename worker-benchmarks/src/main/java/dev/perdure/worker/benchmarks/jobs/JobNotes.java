package dev.perdure.worker.benchmarks.jobs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Counts the jobs of several processes that run at once. All note in one pipe, so what one noted
 * before it gave a token back stands before what the next one notes.
 */
final class JobNotes implements AutoCloseable {
  static final int BEGIN = 'b';
  static final int END = 'e';
  private static final int CLOSE = 'c';

  private final RandomAccessFile pipe;
  private final CompletableFuture<Integer> most;

  private JobNotes(RandomAccessFile pipe) {
    this.pipe = pipe;
    most = CompletableFuture.supplyAsync(this::count);
  }

  /** Makes a pipe, which must not be there. */
  static JobNotes in(Path path) throws IOException, InterruptedException {
    if (new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor() != 0) {
      throw new IOException("mkfifo can't make " + path);
    }
    return new JobNotes(new RandomAccessFile(path.toFile(), "rw"));
  }

  private int count() {
    try {
      int now = 0;
      int highest = 0;
      for (int note = pipe.read(); note != CLOSE; note = pipe.read()) {
        now += note == BEGIN ? 1 : -1;
        highest = Math.max(highest, now);
      }
      return highest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most jobs that ran at once; for after {@link #close()}. */
  int most() {
    return most.join();
  }

  @Override
  public void close() throws IOException {
    pipe.write(CLOSE);
    most.join();
    pipe.close();
  }
}
