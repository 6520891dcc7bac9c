package dev.perdure.worker.process;

import dev.perdure.worker.files.FileClaim;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Has processes end with this one, also when it is killed with {@code kill -9}. The processes of a
 * {@link ProcessPool} always do; this is for those that a handler starts itself, such as a compiler
 * that serves one request. One guard is enough for a worker. Thread-safe.
 *
 * <p>Needs Linux; elsewhere it has no effect.
 */
public final class ProcessGuard implements AutoCloseable {
  // Guarded by this.
  private @Nullable FileClaim claim;
  private @Nullable Lifeline lifeline;
  private long count;

  private ProcessGuard() {}

  /** A guard that has nothing to guard yet. */
  public static ProcessGuard create() {
    return new ProcessGuard();
  }

  /**
   * Marks, in its environment, the process that will be started, and so all that it starts.
   *
   * @return {@code builder}
   * @throws IOException if there is no room for a file in the temporary directory
   */
  public ProcessBuilder guard(ProcessBuilder builder) throws IOException {
    builder.environment().put(ProcessTree.VARIABLE, nextMark());
    return builder;
  }

  /** A mark that no other process has; a person sees whose processes they are. */
  synchronized String nextMark() throws IOException {
    if (claim == null) {
      Path directory = ErrorFile.directory();
      FileClaim.removeAbandoned(directory);
      ControlGroup.removeEmpty();
      claim = FileClaim.create(directory);
      lifeline = Lifeline.start(claim.name(), directory);
    }
    return claim.name() + "." + ++count;
  }

  /** Kills what is left, as the end of this process would. */
  @Override
  public synchronized void close() {
    if (lifeline != null) {
      lifeline.close();
    }
    if (claim != null) {
      try {
        claim.close();
      } catch (IOException e) {
        // The file stays; the next pool removes it.
      }
    }
  }
}
