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
  private final Thread atExit =
      new Thread(null, this::giveNameUp, "perdure-process-guard-end", 0, false);

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
      addHook();
    }
    return claim.name() + "." + ++count;
  }

  /**
   * At a normal end the name's file goes at once. The lifeline removes it some milliseconds later,
   * but not where it dies with this process, which is the first of a container.
   */
  private void addHook() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM ends already.
    }
  }

  /** Kills what is left, as the end of this process would. */
  @Override
  public synchronized void close() {
    if (lifeline != null) {
      lifeline.close();
    }
    giveNameUp();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // It runs, or has run.
    }
  }

  private synchronized void giveNameUp() {
    if (claim != null) {
      try {
        claim.close();
      } catch (IOException e) {
        // The file stays; the next pool removes it.
      }
    }
  }
}
