package dev.perdure.worker.storm;

import dev.perdure.worker.files.FileClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What a worker that is gone has left in its directory for temporary files. */
record TemporaryFiles(Path directory) {
  /** Those that are left when none should be, after some time. */
  List<Path> leftAfter(Duration longest) throws IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    List<Path> left = find();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000); // Other processes' ends wake nobody.
      left = find();
    }
    return left;
  }

  /** Does what each worker does when it starts here. */
  void startAnother() {
    FileClaim.removeAbandoned(directory);
  }

  private List<Path> find() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
