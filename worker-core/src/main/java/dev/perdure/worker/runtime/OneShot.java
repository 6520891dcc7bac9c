package dev.perdure.worker.runtime;

import dev.perdure.worker.WorkHandler;
import java.nio.file.Path;
import java.util.List;

/** Runs the handler once, as the ordinary tool that it is without {@code --persistent_worker}. */
public final class OneShot {
  private static final int FAILED = 1;

  private OneShot() {}

  /** Works on {@code arguments}, flagfiles expanded, and returns the exit code for the process. */
  public static int run(WorkHandler handler, boolean shellFlagfiles, List<String> arguments) {
    StandardStreams.installForOneShot();
    OneShotContext context = null;
    try {
      context = new OneShotContext(new Flagfiles(Path.of(""), shellFlagfiles).expand(arguments));
      WorkHandler mine = handler.forSlot();
      try {
        return ExitStatus.ofProcess(mine.work(context));
      } finally {
        if (mine != handler && mine instanceof AutoCloseable own) {
          own.close();
        }
      }
    } catch (FlagfileException e) {
      StandardStreams.err().println(e.getMessage());
      return FAILED;
    } catch (Throwable e) { // As in a worker: the trace, and exit code 1.
      FailureTrace.print(e, StandardStreams.err());
      return FAILED;
    } finally {
      if (context != null) {
        context.end();
      }
      StandardStreams.flush();
    }
  }
}
