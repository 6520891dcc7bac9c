package dev.perdure.worker.storm;

import dev.perdure.worker.files.FileClaim;
import dev.perdure.worker.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directories of a worker.
 *
 * @param work where it works
 * @param temporary for its temporary files
 * @param sandbox the root of its pool's sandboxes, or null
 */
record StormPlace(Path work, Path temporary, @Nullable Path sandbox) {
  StormPlace create() throws IOException {
    for (Path each : all()) {
      Files.createDirectories(each);
    }
    return this;
  }

  /** The next round needs the room. */
  void delete() throws IOException {
    for (Path each : all()) {
      FileTree.delete(each);
    }
  }

  List<Path> all() {
    return sandbox == null ? List.of(work, temporary) : List.of(work, temporary, sandbox);
  }

  /**
   * The files that should not be there when the worker is gone, after some time. What its lifeline
   * removes goes by itself, unless the lifeline has died with it.
   */
  List<Path> leftAfter(Duration longest, boolean lifelineIsGone) throws IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    // As each worker does when it starts there.
    List<Path> cleaned = lifelineIsGone ? all() : all().stream().filter(this::waits).toList();
    List<Path> left;
    do {
      cleaned.forEach(FileClaim::removeAbandoned);
      LockSupport.parkNanos(1_000_000); // Other processes' ends wake nobody.
      left = left();
    } while (!left.isEmpty() && System.nanoTime() < deadline);
    return left;
  }

  /** What a killed worker was about to move is removed by the next one that moves something. */
  private boolean waits(Path directory) {
    return !directory.equals(temporary);
  }

  private List<Path> left() throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path each : all()) {
      try (Stream<Path> files = Files.list(each)) {
        files.filter(file -> !isExpected(file)).forEach(left::add);
      }
    }
    return left;
  }

  private boolean isExpected(Path file) {
    return work.equals(file.getParent()) && file.getFileName().toString().matches("(in|out)\\d+");
  }
}
