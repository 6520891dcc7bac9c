package dev.perdure.worker.runtime.start;

import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.arguments.Flagfiles;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.loop.HandlerFailure;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the handler once, as an ordinary tool without {@code --persistent_worker}. */
public final class OneShot {
  private OneShot() {}

  /**
   * Works on {@code arguments} with flagfiles expanded, and returns the exit code for the process.
   */
  public static int run(
      WorkHandler handler, @Nullable FlagfileFormat flagfiles, List<String> arguments) {
    StandardStreams.installForOneShot();
    OneShotContext context = null;
    WorkHandler mine = handler;
    try {
      boolean shell = flagfiles == FlagfileFormat.SHELL;
      context = new OneShotContext(Flagfiles.ofCommandLine(Path.of(""), shell).expand(arguments));
      mine = handler.forSlot();
      return ExitStatus.ofProcess(mine.work(context));
    } catch (Throwable e) { // As in a worker.
      return ExitStatus.ofProcess(HandlerFailure.tell(e, StandardStreams.err()));
    } finally {
      if (context != null) {
        context.end();
      }
      if (mine != handler && mine instanceof AutoCloseable own) {
        Execution.close(own, StandardStreams.err()::println);
      }
      StandardStreams.flush();
    }
  }
}
