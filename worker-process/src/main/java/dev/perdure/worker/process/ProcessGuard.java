package dev.perdure.worker.process;

import dev.perdure.worker.files.FileClaim;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes processes end with this one, even if it is killed with {@code kill -9}. The processes of a
 * {@link ProcessPool} always do. This class is for processes that a handler starts itself, such as
 * a compiler for one request. One guard is enough for a worker. Thread-safe.
 *
 * <p>Needs Linux; on other systems it has no effect.
 */
public final class ProcessGuard implements AutoCloseable {
  private final Thread atExit =
      new Thread(null, this::giveNameUp, "perdure-process-guard-end", 0, false);

  // Guarded by this.
  private @Nullable FileClaim claim;
  private @Nullable Lifeline lifeline;
  private long count;

  private ProcessGuard() {}

  /** Creates a guard that guards no process yet. */
  public static ProcessGuard create() {
    return new ProcessGuard();
  }

  /**
   * Marks the process that {@code builder} will start, and so all its descendants, by a variable in
   * its environment.
   *
   * @return {@code builder}
   * @throws IOException if no file can be created in the temporary directory
   */
  public ProcessBuilder guard(ProcessBuilder builder) throws IOException {
    builder.environment().put(ProcessTree.VARIABLE, nextMark());
    return builder;
  }

  /** A mark that no other process has. It also shows people whose processes these are. */
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
   * Makes a normal end delete the claim's file at once. The lifeline would delete it some
   * milliseconds later, but not if it dies with this process because this is the first process of a
   * container.
   */
  private void addHook() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is already ending.
    }
  }

  /** Kills the remaining processes, as the end of this process would. */
  @Override
  public synchronized void close() {
    if (lifeline != null) {
      lifeline.close();
    }
    giveNameUp();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // It is running, or has run.
    }
  }

  private synchronized void giveNameUp() {
    if (claim != null) {
      try {
        claim.close();
      } catch (IOException e) {
        // The file stays; a later process removes it.
      }
    }
  }
}
