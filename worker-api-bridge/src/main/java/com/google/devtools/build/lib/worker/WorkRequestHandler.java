package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Serves the client of a worker. A callback does the work of each request. Each request gets
 * exactly one answer, whatever the callback throws, prints or leaves behind.
 *
 * <p>As many requests run at once as the machine has processors, but at least eight; the others
 * wait. An answer has what its request printed to its writer, to System.out and to System.err, in
 * the order of printing.
 *
 * <p>Not final, because workers extend the official class. Call {@link #processRequests()} once.
 */
public class WorkRequestHandler implements AutoCloseable {
  private final WorkRequestCallback callback;
  private final PrintStream stderr;
  private final WorkerMessageProcessor messageProcessor;
  private final Duration cpuUsageBeforeGc;
  private final Duration idleTimeBeforeGc;
  private final @Nullable BiConsumer<Integer, Thread> cancelCallback;

  /**
   * A handler without settings.
   *
   * @param callback gets the arguments of a request and a writer for the user's messages; returns
   *     the exit code
   * @param stderr takes what belongs to no request; a worker process uses its standard error
   *     instead
   * @param messageProcessor the streams of the client
   * @deprecated as in the official library: use {@link WorkRequestHandlerBuilder}
   */
  @Deprecated
  public WorkRequestHandler(
      BiFunction<List<String>, PrintWriter, Integer> callback,
      PrintStream stderr,
      WorkerMessageProcessor messageProcessor) {
    this(new WorkRequestHandlerBuilder(callback, stderr, messageProcessor));
  }

  /**
   * As the other constructor, with a time between garbage collections.
   *
   * @param callback as there
   * @param stderr as there
   * @param messageProcessor as there
   * @param cpuUsageBeforeGc see {@link WorkRequestHandlerBuilder#setCpuUsageBeforeGc}
   * @deprecated as in the official library: use {@link WorkRequestHandlerBuilder}
   */
  @Deprecated
  public WorkRequestHandler(
      BiFunction<List<String>, PrintWriter, Integer> callback,
      PrintStream stderr,
      WorkerMessageProcessor messageProcessor,
      Duration cpuUsageBeforeGc) {
    this(
        new WorkRequestHandlerBuilder(callback, stderr, messageProcessor)
            .setCpuUsageBeforeGc(cpuUsageBeforeGc));
  }

  private WorkRequestHandler(WorkRequestHandlerBuilder settings) {
    callback = settings.callback;
    stderr = settings.stderr;
    messageProcessor = settings.messageProcessor;
    cpuUsageBeforeGc = settings.cpuUsageBeforeGc;
    idleTimeBeforeGc = settings.idleTimeBeforeGc;
    cancelCallback = settings.cancelCallback;
  }

  /**
   * Serves until the client closes its stream, and then stops what still runs.
   *
   * <p>In a process that was started with {@code --persistent_worker}, with a {@link
   * ProtoWorkerMessageProcessor} or a {@link JsonWorkerMessageProcessor}, this takes standard input
   * and output away from all other code. Such a process ends within a second of its client, even if
   * the code after this call takes longer.
   *
   * @throws IOException if a message of the client was cut short or malformed, or if the worker
   *     failed; the message is also the last line of the log
   */
  public void processRequests() throws IOException {
    CallbackHandler handler = new CallbackHandler(callback, cancelCallback);
    new WorkerServing(handler, cpuUsageBeforeGc, idleTimeBeforeGc).serve(messageProcessor, stderr);
  }

  /** Closes the message processor. */
  @Override
  public void close() throws IOException {
    messageProcessor.close();
  }

  /**
   * Reads requests from the client and writes answers. One thread reads; one thread at a time
   * writes.
   *
   * <p>A worker may implement it. The streams are then its own, and the output of native code can
   * reach them.
   */
  public interface WorkerMessageProcessor {
    /** The next request, or null at the end of the stream. */
    @Nullable WorkRequest readWorkRequest() throws IOException;

    /** Writes {@code workResponse} and flushes it. */
    void writeWorkResponse(WorkResponse workResponse) throws IOException;

    /** Closes the streams, but not the standard streams of a worker process. */
    void close() throws IOException;
  }

  /**
   * The work of a worker. It gets a request and a writer for the user's messages, and returns the
   * exit code.
   */
  public static class WorkRequestCallback {
    private final BiFunction<WorkRequest, PrintWriter, Integer> callback;

    /** Does the work of {@code callback}. */
    public WorkRequestCallback(BiFunction<WorkRequest, PrintWriter, Integer> callback) {
      this.callback = Objects.requireNonNull(callback, "callback");
    }

    /**
     * Does the work of one request. What it throws is answered with exit code 1 and the stack
     * trace.
     *
     * @return the exit code; not null
     * @throws InterruptedException only from a subclass, as in the official library; this method
     *     never throws it
     */
    public Integer apply(WorkRequest workRequest, PrintWriter printWriter)
        throws InterruptedException {
      return callback.apply(workRequest, printWriter);
    }
  }

  /** The work of a worker that wants the arguments only. */
  private record ArgumentsOnly(BiFunction<List<String>, PrintWriter, Integer> callback)
      implements BiFunction<WorkRequest, PrintWriter, Integer> {
    private ArgumentsOnly {
      Objects.requireNonNull(callback, "callback");
    }

    @Override
    public Integer apply(WorkRequest request, PrintWriter writer) {
      return callback.apply(request.getArgumentsList(), writer);
    }
  }

  /** The settings of a handler. Not thread-safe. */
  public static class WorkRequestHandlerBuilder {
    private final WorkRequestCallback callback;
    private final PrintStream stderr;
    private final WorkerMessageProcessor messageProcessor;
    private Duration cpuUsageBeforeGc = Duration.ZERO;
    private Duration idleTimeBeforeGc = Duration.ZERO;
    private @Nullable BiConsumer<Integer, Thread> cancelCallback;

    /**
     * Settings of a handler whose callback wants the arguments only.
     *
     * @param callback gets the arguments of a request and a writer; returns the exit code
     * @param stderr takes what belongs to no request; a worker process uses its standard error
     *     instead
     * @param messageProcessor the streams of the client
     * @deprecated as in the official library: give a {@link WorkRequestCallback}
     */
    @Deprecated
    public WorkRequestHandlerBuilder(
        BiFunction<List<String>, PrintWriter, Integer> callback,
        PrintStream stderr,
        WorkerMessageProcessor messageProcessor) {
      this(new WorkRequestCallback(new ArgumentsOnly(callback)), stderr, messageProcessor);
    }

    /**
     * Settings of a handler.
     *
     * @param callback does the work of a request; called by several threads at once
     * @param stderr takes what belongs to no request; a worker process uses its standard error
     *     instead
     * @param messageProcessor the streams of the client
     */
    public WorkRequestHandlerBuilder(
        WorkRequestCallback callback, PrintStream stderr, WorkerMessageProcessor messageProcessor) {
      this.callback = Objects.requireNonNull(callback, "callback");
      this.stderr = Objects.requireNonNull(stderr, "stderr");
      this.messageProcessor = Objects.requireNonNull(messageProcessor, "messageProcessor");
    }

    /**
     * Collects garbage after a request when this much processor time has passed since the last
     * collection; never if zero, which is the default.
     */
    public WorkRequestHandlerBuilder setCpuUsageBeforeGc(Duration cpuUsageBeforeGc) {
      this.cpuUsageBeforeGc = Objects.requireNonNull(cpuUsageBeforeGc, "cpuUsageBeforeGc");
      return this;
    }

    /**
     * Sets what to call with the id of a cancelled request and the thread that works on it. That
     * thread works on no other request, so the callback may interrupt it at any time. The request
     * is answered when its work has stopped, and not before.
     *
     * <p>Without a callback, or with null, work that is cancelled runs to its end and is answered
     * as ever: nobody has said that it may be interrupted.
     */
    public WorkRequestHandlerBuilder setCancelCallback(
        @Nullable BiConsumer<Integer, Thread> cancelCallback) {
      this.cancelCallback = cancelCallback;
      return this;
    }

    /** Collects garbage once after this time without requests; never if zero, the default. */
    public WorkRequestHandlerBuilder setIdleTimeBeforeGc(Duration idleTimeBeforeGc) {
      this.idleTimeBeforeGc = Objects.requireNonNull(idleTimeBeforeGc, "idleTimeBeforeGc");
      return this;
    }

    /** A handler with these settings. */
    public WorkRequestHandler build() {
      return new WorkRequestHandler(this);
    }
  }
}
