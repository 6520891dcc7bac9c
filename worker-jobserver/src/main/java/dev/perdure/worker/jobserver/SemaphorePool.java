package dev.perdure.worker.jobserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tokens of GHC's {@code -jsem}, as the value of a semaphore that this pool creates. */
final class SemaphorePool implements TokenPool {
  /** The directory in which the C libraries of Linux keep semaphores. */
  static final Path DIRECTORY = Path.of("/dev/shm");

  private final String name;
  private final PosixSemaphore semaphore;

  SemaphorePool(String name, int tokens) throws IOException {
    this.name = name;
    semaphore = PosixSemaphore.create(name, tokens);
  }

  /** The file of a semaphore. */
  static Path file(String name) {
    return DIRECTORY.resolve("sem." + name);
  }

  @Override
  public JobAddress address() {
    return new JobAddress.Semaphore(name);
  }

  @Override
  public int free() throws IOException {
    return semaphore.value();
  }

  @Override
  public void add(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      semaphore.post();
    }
  }

  @Override
  public int remove(int most) throws IOException {
    int removed = 0;
    while (removed < most && semaphore.tryWait()) {
      removed++;
    }
    return removed;
  }

  @Override
  public boolean knowsItsClients() {
    return false;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file(name));
    semaphore.close();
  }
}
