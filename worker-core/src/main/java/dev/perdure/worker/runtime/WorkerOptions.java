package dev.perdure.worker.runtime;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.Dispatch;
import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkerListener;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a worker may choose. A default that is a class is null: each class that a
 * worker loads is paid for by its first answer.
 *
 * @param codecs the codecs to choose from; when there are none, those found as services
 * @param limits what a message may ask for
 * @param flagfiles how the tool's flagfiles are written; null if an argument a line
 * @param cancelSteps how cancelled work is stopped; null for the usual way
 * @param dispatch how requests come to the handler; null for one at a time
 * @param listeners who is told of requests
 * @param upkeep how it behaves among other programs; null for the usual way
 * @param trace the file that a trace is written to; null for none
 * @param maxOutputBytes how much of what a request prints is kept
 */
public record WorkerOptions(
    List<WorkerCodec> codecs,
    CodecLimits limits,
    @Nullable FlagfileFormat flagfiles,
    @Nullable CancelSteps cancelSteps,
    @Nullable Dispatch dispatch,
    List<WorkerListener> listeners,
    @Nullable WorkerUpkeep upkeep,
    @Nullable Path trace,
    int maxOutputBytes) {

  /** Codecs that are found, the usual limits, one request at a time. */
  public static WorkerOptions defaults() {
    return new WorkerOptions(
        List.of(),
        CodecLimits.defaults(),
        null,
        null,
        null,
        List.of(),
        null,
        null,
        RequestOutput.DEFAULT_BYTES);
  }

  public WorkerOptions withCodecs(List<WorkerCodec> value) {
    return new WorkerOptions(
        List.copyOf(value),
        limits,
        flagfiles,
        cancelSteps,
        dispatch,
        listeners,
        upkeep,
        trace,
        maxOutputBytes);
  }

  public WorkerOptions withLimits(CodecLimits value) {
    return new WorkerOptions(
        codecs, value, flagfiles, cancelSteps, dispatch, listeners, upkeep, trace, maxOutputBytes);
  }

  public WorkerOptions withFlagfiles(FlagfileFormat value) {
    return new WorkerOptions(
        codecs, limits, value, cancelSteps, dispatch, listeners, upkeep, trace, maxOutputBytes);
  }

  public WorkerOptions withCancelSteps(CancelSteps value) {
    return new WorkerOptions(
        codecs, limits, flagfiles, value, dispatch, listeners, upkeep, trace, maxOutputBytes);
  }

  public WorkerOptions withDispatch(Dispatch value) {
    return new WorkerOptions(
        codecs, limits, flagfiles, cancelSteps, value, listeners, upkeep, trace, maxOutputBytes);
  }

  public WorkerOptions withListener(WorkerListener value) {
    List<WorkerListener> more = new ArrayList<>(listeners);
    more.add(value);
    return new WorkerOptions(
        codecs,
        limits,
        flagfiles,
        cancelSteps,
        dispatch,
        List.copyOf(more),
        upkeep,
        trace,
        maxOutputBytes);
  }

  public WorkerOptions withUpkeep(WorkerUpkeep value) {
    return new WorkerOptions(
        codecs, limits, flagfiles, cancelSteps, dispatch, listeners, value, trace, maxOutputBytes);
  }

  public WorkerOptions withTrace(Path value) {
    return new WorkerOptions(
        codecs, limits, flagfiles, cancelSteps, dispatch, listeners, upkeep, value, maxOutputBytes);
  }

  public WorkerOptions withMaxOutputBytes(int value) {
    return new WorkerOptions(
        codecs, limits, flagfiles, cancelSteps, dispatch, listeners, upkeep, trace, value);
  }

  Connection connect(InputStream in, OutputStream out) {
    return new Connection(codecs, limits, in, out);
  }

  WorkerLoop loop(Connection connection, Execution execution, WorkStopper stopping) {
    WorkerLoop loop =
        dispatch == null
            ? new SingleplexLoop(connection, execution, stopping)
            : dispatch.loop(connection, execution, stopping);
    stopping.serves(loop, connection);
    execution.stopBy(stopping);
    execution.answerThrough(connection);
    execution.limitOutput(maxOutputBytes);
    return loop;
  }

  /**
   * Has the listeners told of what the worker does, and its upkeep done.
   *
   * @return whom to tell of the end, or null
   */
  @Nullable Listeners observe(WorkStopper stopper, Connection connection, Execution execution) {
    boolean kept = upkeep != null && Upkeep.isNeeded(upkeep);
    if (listeners.isEmpty() && !kept && trace == null) {
      return null;
    }
    List<WorkerListener> all = new ArrayList<>(listeners);
    Upkeep own = null;
    if (upkeep != null && kept) {
      own = new Upkeep(upkeep, stopper, execution.log());
      all.add(own);
    }
    if (trace != null) {
      try {
        all.add(new TraceListener(trace));
      } catch (IOException | RuntimeException e) { // The work is worth more than its trace.
        execution.log().say(WorkerMessage.LISTENER_FAILED.text(e));
      }
    }
    Listeners told = new Listeners(all, execution.log());
    if (own != null) {
      own.tell(told);
      own.start();
    }
    connection.listen(told);
    execution.listen(told);
    return told;
  }

  /** Whether a process ends when its own files change. */
  boolean endsWhenChanged() {
    return upkeep == null || upkeep.endWhenChanged();
  }
}
