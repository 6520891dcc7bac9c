package dev.perdure.samples.javabuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The loaders of one processor path that no request uses. Thread-safe. */
final class IdleLoaders implements AutoCloseable {
  /** Guarded by this; the one that was used last is the warmest. */
  private final Deque<ProcessorLoader> idle = new ArrayDeque<>();

  /** Guarded by this. */
  private boolean closed;

  /** One for the caller alone; a new one, over the jars of {@code path}, if none is idle. */
  ProcessorLoader take(Collection<? extends Path> path) {
    while (true) {
      ProcessorLoader loader = poll();
      if (loader == null) {
        return ProcessorLoader.open(path);
      }
      if (loader.isSound()) {
        return loader;
      }
      loader.endQuietly();
    }
  }

  private synchronized @Nullable ProcessorLoader poll() {
    return idle.pollFirst();
  }

  void giveBack(ProcessorLoader loader) throws IOException {
    synchronized (this) {
      if (!closed) {
        idle.addFirst(loader);
        return;
      }
    }
    loader.end();
  }

  @Override
  public void close() throws IOException {
    Deque<ProcessorLoader> ended;
    synchronized (this) {
      closed = true;
      ended = new ArrayDeque<>(idle);
      idle.clear();
    }
    for (ProcessorLoader loader : ended) {
      loader.end();
    }
  }
}
