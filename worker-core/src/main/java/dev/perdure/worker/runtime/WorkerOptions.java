package dev.perdure.worker.runtime;

import dev.perdure.worker.Dispatch;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WorkerCodec;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the author of a worker may choose. A default that is a class is null: each class that a
 * worker loads is paid for by its first answer.
 *
 * @param codecs the codecs to choose from; when there are none, those found as services
 * @param limits what a message may ask for
 * @param shellFlagfiles whether the tool's flagfiles are quoted as a shell quotes
 * @param deadlines how cancelled work is stopped; null for the usual way
 * @param dispatch how requests come to the handler; null for one at a time
 */
public record WorkerOptions(
    List<WorkerCodec> codecs,
    CodecLimits limits,
    boolean shellFlagfiles,
    @Nullable CancelDeadlines deadlines,
    @Nullable Dispatch dispatch) {

  /** Codecs that are found, the usual limits, one request at a time. */
  public static WorkerOptions defaults() {
    return new WorkerOptions(List.of(), CodecLimits.defaults(), false, null, null);
  }

  public WorkerOptions withCodecs(List<WorkerCodec> value) {
    return new WorkerOptions(List.copyOf(value), limits, shellFlagfiles, deadlines, dispatch);
  }

  public WorkerOptions withLimits(CodecLimits value) {
    return new WorkerOptions(codecs, value, shellFlagfiles, deadlines, dispatch);
  }

  public WorkerOptions withShellFlagfiles(boolean value) {
    return new WorkerOptions(codecs, limits, value, deadlines, dispatch);
  }

  public WorkerOptions withDeadlines(CancelDeadlines value) {
    return new WorkerOptions(codecs, limits, shellFlagfiles, value, dispatch);
  }

  public WorkerOptions withDispatch(Dispatch value) {
    return new WorkerOptions(codecs, limits, shellFlagfiles, deadlines, value);
  }

  Connection connect(InputStream in, OutputStream out) {
    return new Connection(codecs, limits, in, out);
  }

  WorkerLoop loop(Connection connection, Execution execution, Stopping stopping) {
    return dispatch == null
        ? new SingleplexLoop(connection, execution, stopping)
        : dispatch.loop(connection, execution, stopping);
  }
}
