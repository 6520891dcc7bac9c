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
 * Serves the client of a worker: has a callback do the work of each request, and answers each one
 * exactly once, whatever the callback throws, prints or leaves behind.
 *
 * <p>Requests are worked on at once, as many as the machine has processors but at least eight; more
 * wait. What a request prints on System.out and System.err is in its own answer, together with what
 * it prints to its writer, in the order of printing.
 *
 * <p>Not final, since workers extend the official class. {@link #processRequests()} is called once.
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
   * @param callback is given the arguments of a request and a writer for what the person at the
   *     client shall read; returns the exit code
   * @param stderr takes what belongs to no request; in a process that is a worker, standard error
   *     does
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
   * As the other one.
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
   * Serves until the client closes its stream; then what still runs is stopped.
   *
   * <p>Over {@link ProtoWorkerMessageProcessor} or {@link JsonWorkerMessageProcessor}, in a process
   * that was started with {@code --persistent_worker}, this takes the process's standard input and
   * output: nothing else in the process can reach them any more. The process is gone within a
   * second of its client, whatever comes behind this call.
   *
   * @throws IOException if the worker ended for another reason than the end of the stream, as when
   *     a message was cut short or malformed; the message is what the log says, too
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
   * Reads requests from the client and writes answers. One thread reads; answers are written by one
   * thread at a time.
   *
   * <p>May be implemented by a worker, over a processor of this library or by itself. The streams
   * are then in its hands, and what native code prints can reach them.
   */
  public interface WorkerMessageProcessor {
    /** The next request, or null if there is none any more. */
    @Nullable WorkRequest readWorkRequest() throws IOException;

    /** Writes {@code workResponse} and flushes it. */
    void writeWorkResponse(WorkResponse workResponse) throws IOException;

    /** Closes the streams; in a process that is a worker, its standard streams are left alone. */
    void close() throws IOException;
  }

  /**
   * The work of a worker: from a request and a writer for the person at the client to an exit code.
   */
  public static class WorkRequestCallback {
    private final BiFunction<WorkRequest, PrintWriter, Integer> callback;

    /** Does what {@code callback} does. */
    public WorkRequestCallback(BiFunction<WorkRequest, PrintWriter, Integer> callback) {
      this.callback = Objects.requireNonNull(callback, "callback");
    }

    /**
     * Does the work of one request. What it throws is answered with exit code 1 and the stack
     * trace.
     *
     * @return the exit code; not null
     * @throws InterruptedException never by itself: an interrupt flag that work leaves behind
     *     changes no answer
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
     * @param callback is given the arguments of a request and a writer; returns the exit code
     * @param stderr takes what belongs to no request; in a process that is a worker, standard error
     *     does
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
     * @param stderr takes what belongs to no request; in a process that is a worker, standard error
     *     does
     * @param messageProcessor the streams of the client
     */
    public WorkRequestHandlerBuilder(
        WorkRequestCallback callback, PrintStream stderr, WorkerMessageProcessor messageProcessor) {
      this.callback = Objects.requireNonNull(callback, "callback");
      this.stderr = Objects.requireNonNull(stderr, "stderr");
      this.messageProcessor = Objects.requireNonNull(messageProcessor, "messageProcessor");
    }

    /**
     * Collects garbage behind a request when this much processor time has passed since the last
     * collection; never if zero, as when not set.
     */
    public WorkRequestHandlerBuilder setCpuUsageBeforeGc(Duration cpuUsageBeforeGc) {
      this.cpuUsageBeforeGc = Objects.requireNonNull(cpuUsageBeforeGc, "cpuUsageBeforeGc");
      return this;
    }

    /**
     * Is called with the id of a request that was cancelled and the thread that works on it, which
     * works on nothing else before or after. It may interrupt that thread, now or later. The
     * request is answered when its work has stopped, and not before.
     *
     * <p>Without a callback, or with null, work that is cancelled runs to its end and is answered
     * as ever: nobody has said that it may be interrupted.
     */
    public WorkRequestHandlerBuilder setCancelCallback(
        @Nullable BiConsumer<Integer, Thread> cancelCallback) {
      this.cancelCallback = cancelCallback;
      return this;
    }

    /** Collects garbage once after this time without requests; never if zero, as when not set. */
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
