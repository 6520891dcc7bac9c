package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.runtime.Nanos;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A worker that was started, and the client that drives it: sends requests, awaits answers, and
 * {@linkplain WorkerFailure fails} where a client would suffer.
 *
 * <p>It encodes and decodes by code of its own, never by a codec that a worker uses. Every wait has
 * the {@linkplain Builder#timeout timeout} as its deadline. Thread-safe.
 *
 * <p>Whatever the worker does wrong is told once: by the method that waits at that moment, or by
 * {@link #close()}.
 */
public final class WorkerHarness implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final WorkerSession session;
  private final boolean multiplex;
  private final AtomicInteger lastId = new AtomicInteger();

  private WorkerHarness(WorkerSession session, boolean multiplex) {
    this.session = session;
    this.multiplex = multiplex;
  }

  /**
   * A worker that is a process of its own, in any language.
   *
   * @param command the command line; {@code --persistent_worker} is added at its end unless it is
   *     in it (F1)
   */
  public static Builder process(List<String> command) {
    return new Builder(new ProcessLauncher(command));
  }

  /** As {@link #process(List)}. */
  public static Builder process(String... command) {
    return process(List.of(command));
  }

  /**
   * A worker in this process, with its real codecs over pipes in memory. What the handler prints on
   * {@code System.out} is in its answer.
   *
   * <p>It has a thread group of its own; a thread of that group that runs on after the worker's end
   * is a leak.
   */
  public static Builder inProcess(Worker worker) {
    return inProcess(worker::serve);
  }

  static Builder inProcess(InProcessWorker worker) {
    return new Builder(new ThreadLauncher(worker));
  }

  /**
   * Sends a request, or a cancellation, and returns when it is written.
   *
   * <p>A request of an id whose answer is missing replaces the older request (F13), save for id 0,
   * whose requests are answered one after the other.
   *
   * @throws WorkerFailure if the worker ended or doesn't read
   */
  public void send(WorkRequest request) {
    session.send(request);
  }

  /**
   * Waits for the answer to a request that was sent. Several answers to one id come in their order.
   *
   * @throws WorkerFailure if it doesn't come, or if anything else is wrong while it is missing
   * @throws IllegalStateException if no request of that id was sent, or if its answer was awaited
   *     before, unless raw bytes were sent
   */
  public WorkResponse await(int requestId) {
    return session.await(requestId);
  }

  /** Sends a request and waits for its answer. */
  public WorkResponse work(WorkRequest request) {
    send(request);
    return await(request.requestId());
  }

  /**
   * Sends a request of the given arguments and waits for its answer. Its id is 0, or the next from
   * 1 on if the harness is {@linkplain Builder#multiplex() multiplex}.
   */
  public WorkResponse work(String... arguments) {
    return work(WorkRequest.of(multiplex ? lastId.incrementAndGet() : 0, List.of(arguments)));
  }

  /**
   * Asks the worker to cancel a request, as Bazel does: with the sandbox directory of the request
   * (F17). The request is answered once, as cancelled or not; await it.
   */
  public void cancel(int requestId) {
    session.cancel(requestId);
  }

  /**
   * Writes bytes to the worker's standard input as they are: malformed ones, or a part of a
   * request. It is no failure if the worker ends before it has read them.
   *
   * <p>From now on any answer can be awaited; one that never is fails {@link #close()}.
   *
   * @throws WorkerFailure if the worker runs and doesn't read
   */
  public void sendBytes(byte[] bytes) {
    session.sendBytes(bytes);
  }

  /**
   * Sends requests in an encoding of the caller's own, which may be unusual but must be right:
   * their answers are owed as those of {@link #send(WorkRequest)}.
   *
   * @param pieces the bytes of the requests, in order; each piece is written by itself, and the
   *     worker is given some time to read it before the next
   */
  public void send(List<WorkRequest> requests, List<byte[]> pieces) {
    session.send(requests, pieces);
  }

  /**
   * What the worker wrote to standard error so far, decoded as UTF-8: the last mebibyte of it,
   * after a line that says what is left out.
   */
  public String log() {
    return session.log();
  }

  /**
   * Closes the worker's standard input and waits until the worker has ended. Requests that are not
   * answered need no answer any more (F18).
   *
   * @return the exit code; of a worker that ended before, too
   * @throws WorkerFailure if it doesn't end
   */
  public int end() {
    return session.end();
  }

  /** True if the worker has ended, for whatever reason. */
  public boolean hasEnded() {
    return session.hasEnded();
  }

  /**
   * Waits until the worker has ended by itself, its standard input open.
   *
   * @return the exit code
   * @throws WorkerFailure if it doesn't end
   */
  public int awaitEnd() {
    return session.awaitEnd();
  }

  /**
   * Kills the worker's process (SIGKILL), and needs no more answers. Returns at once; {@link
   * #end()} waits.
   *
   * @throws UnsupportedOperationException if the worker is in this process
   */
  public void kill() {
    session.kill();
  }

  /**
   * Asks the worker's process to end (SIGTERM), and needs no more answers. Returns at once; {@link
   * #end()} closes its standard input and waits.
   *
   * @throws UnsupportedOperationException if the worker is in this process
   */
  public void terminate() {
    session.terminate();
  }

  /**
   * The worker's process id.
   *
   * @throws UnsupportedOperationException if the worker is in this process
   */
  public long pid() {
    return session.pid();
  }

  /**
   * Waits for the answers that are missing, ends the worker if it was not {@linkplain #end()
   * ended}, and by force if need be. Closing again does nothing.
   *
   * @throws WorkerFailure if an answer is missing, came twice or to no request, if foreign bytes
   *     came, or if the worker left a thread or a process behind; unless told before
   */
  @Override
  public void close() {
    session.close();
  }

  /** How a worker is started. Not thread-safe. */
  public static final class Builder {
    private final Launcher launcher;
    private Protocol protocol = Protocol.PROTO;
    private Duration timeout = Duration.ofSeconds(30);
    private @Nullable Duration answerTimeout;
    private boolean multiplex;

    private Builder(Launcher launcher) {
      this.launcher = launcher;
    }

    /** The encoding to speak; {@link Protocol#PROTO} unless set. */
    public Builder protocol(Protocol protocol) {
      this.protocol = protocol;
      return this;
    }

    /** Gives each request of {@link WorkerHarness#work(String...)} an id of its own (F8). */
    public Builder multiplex() {
      multiplex = true;
      return this;
    }

    /**
     * How long each wait may take; 30 seconds unless set.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Nanos.limit("timeout", timeout);
      return this;
    }

    /**
     * How long waits may take for what the worker does by itself: answers, and an end that nobody
     * asked for; as all others unless set. Lets a test of a wait that fails be quick, and yet
     * patient with all that doesn't.
     */
    Builder answerTimeout(Duration timeout) {
      answerTimeout = timeout;
      return this;
    }

    /**
     * The worker's working directory; this process's unless set.
     *
     * @throws IllegalStateException if the worker is in this process
     */
    public Builder directory(Path directory) {
      launcher.directory(directory);
      return this;
    }

    /**
     * The worker's whole environment; unless set, {@code TMPDIR} alone, as Bazel does it (F2). The
     * command's program is found by this process's {@code PATH} nevertheless.
     *
     * @throws IllegalStateException if the worker is in this process
     */
    public Builder environment(Map<String, String> environment) {
      launcher.environment(environment);
      return this;
    }

    /**
     * Starts the worker.
     *
     * @throws IllegalStateException if the process can't be started, with the reason as its cause
     */
    public WorkerHarness start() {
      String name = "worker-harness-" + COUNT.incrementAndGet();
      try {
        RunningWorker worker = launcher.start(name);
        Duration forAnswers = answerTimeout == null ? timeout : answerTimeout;
        return new WorkerHarness(
            WorkerSession.start(worker, protocol, timeout, forAnswers, name), multiplex);
      } catch (IOException e) {
        throw new IllegalStateException("the worker could not be started: " + e.getMessage(), e);
      }
    }
  }
}
