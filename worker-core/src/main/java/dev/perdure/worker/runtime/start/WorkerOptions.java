package dev.perdure.worker.runtime.start;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.FlagfileFormat;
import dev.perdure.worker.WorkerListener;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WorkerCodec;
import dev.perdure.worker.runtime.loop.LoopFactory;
import dev.perdure.worker.runtime.output.RequestOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the author of a worker can choose. A default that would be an object is null,
 * because each class that is loaded delays a worker's first answer.
 *
 * @param codecs the codecs to choose from; if empty, those found as services
 * @param limits how large a message may be
 * @param flagfiles how the tool's flagfiles are written; null for one argument per line
 * @param cancelSteps how cancelled work is stopped; null for the default
 * @param dispatch how requests come to the handler; null for one at a time
 * @param listeners the listeners that are told what happens to requests
 * @param upkeep how the worker behaves among other programs; null for the default
 * @param trace the file that a trace is written to; null for none
 * @param maxOutputBytes how many bytes of what a request prints are kept
 * @param hidesSandbox whether sandbox directories are taken out of what requests print
 * @param ownArguments the names of the worker arguments that the program reads itself
 */
public record WorkerOptions(
    List<WorkerCodec> codecs,
    CodecLimits limits,
    @Nullable FlagfileFormat flagfiles,
    @Nullable CancelSteps cancelSteps,
    @Nullable LoopFactory dispatch,
    List<WorkerListener> listeners,
    @Nullable WorkerUpkeep upkeep,
    @Nullable Path trace,
    int maxOutputBytes,
    boolean hidesSandbox,
    List<String> ownArguments) {

  /** The defaults: codecs found as services, the default limits, one request at a time. */
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
        RequestOutput.DEFAULT_BYTES,
        false,
        List.of());
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
        maxOutputBytes,
        hidesSandbox,
        ownArguments);
  }

  public WorkerOptions withLimits(CodecLimits value) {
    return new WorkerOptions(
        codecs,
        value,
        flagfiles,
        cancelSteps,
        dispatch,
        listeners,
        upkeep,
        trace,
        maxOutputBytes,
        hidesSandbox,
        ownArguments);
  }

  public WorkerOptions withFlagfiles(FlagfileFormat value) {
    return new WorkerOptions(
        codecs,
        limits,
        value,
        cancelSteps,
        dispatch,
        listeners,
        upkeep,
        trace,
        maxOutputBytes,
        hidesSandbox,
        ownArguments);
  }

  public WorkerOptions withCancelSteps(CancelSteps value) {
    return new WorkerOptions(
        codecs,
        limits,
        flagfiles,
        value,
        dispatch,
        listeners,
        upkeep,
        trace,
        maxOutputBytes,
        hidesSandbox,
        ownArguments);
  }

  public WorkerOptions withDispatch(LoopFactory value) {
    return new WorkerOptions(
        codecs,
        limits,
        flagfiles,
        cancelSteps,
        value,
        listeners,
        upkeep,
        trace,
        maxOutputBytes,
        hidesSandbox,
        ownArguments);
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
        maxOutputBytes,
        hidesSandbox,
        ownArguments);
  }

  public WorkerOptions withUpkeep(WorkerUpkeep value) {
    return new WorkerOptions(
        codecs,
        limits,
        flagfiles,
        cancelSteps,
        dispatch,
        listeners,
        value,
        trace,
        maxOutputBytes,
        hidesSandbox,
        ownArguments);
  }

  public WorkerOptions withTrace(Path value) {
    return new WorkerOptions(
        codecs,
        limits,
        flagfiles,
        cancelSteps,
        dispatch,
        listeners,
        upkeep,
        value,
        maxOutputBytes,
        hidesSandbox,
        ownArguments);
  }

  public WorkerOptions withMaxOutputBytes(int value) {
    return new WorkerOptions(
        codecs,
        limits,
        flagfiles,
        cancelSteps,
        dispatch,
        listeners,
        upkeep,
        trace,
        value,
        hidesSandbox,
        ownArguments);
  }

  public WorkerOptions withHiddenSandbox() {
    return new WorkerOptions(
        codecs,
        limits,
        flagfiles,
        cancelSteps,
        dispatch,
        listeners,
        upkeep,
        trace,
        maxOutputBytes,
        true,
        ownArguments);
  }

  public WorkerOptions withOwnArguments(List<String> value) {
    return new WorkerOptions(
        codecs,
        limits,
        flagfiles,
        cancelSteps,
        dispatch,
        listeners,
        upkeep,
        trace,
        maxOutputBytes,
        hidesSandbox,
        List.copyOf(value));
  }

  /** Whether a process ends when its own files change. */
  boolean endsWhenChanged() {
    return upkeep == null || upkeep.endWhenChanged();
  }
}
