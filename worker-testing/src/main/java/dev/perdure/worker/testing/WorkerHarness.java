package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.runtime.system.Nanos;
import dev.perdure.worker.testing.process.RunningWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A worker that was started, with the client that drives it. It sends requests, awaits answers, and
 * {@linkplain WorkerFailure fails} if a client would have a problem.
 *
 * <p>It encodes and decodes with its own code, never with a codec that a worker uses. Every wait
 * has the {@linkplain Builder#timeout timeout} as its deadline. Thread-safe.
 *
 * <p>Each mistake of the worker is reported once: by the method that is waiting at that moment, or
 * by {@link #close()}.
 */
public final class WorkerHarness implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final WorkerSession session;
  private final boolean multiplex;
  private final ExecutionRoot root;

  /** Makes the requests that the client sends; null if they are sent as they are. */
  private final @Nullable ClientRequests requests;

  private final AtomicInteger lastId = new AtomicInteger();

  private WorkerHarness(
      WorkerSession session,
      boolean multiplex,
      ExecutionRoot root,
      @Nullable ClientRequests requests) {
    this.session = session;
    this.multiplex = multiplex;
    this.root = root;
    this.requests = requests;
  }

  /**
   * A worker that is a separate process, written in any language.
   *
   * @param command the command line; {@code --persistent_worker} is appended unless it is in it
   *     (F1)
   */
  public static Builder process(List<String> command) {
    return new Builder(new ProcessLauncher(command));
  }

  /** Like {@link #process(List)}. */
  public static Builder process(String... command) {
    return process(List.of(command));
  }

  /**
   * A worker in this process, with its real codecs over pipes in memory. What the handler prints on
   * {@code System.out} is in its answer.
   *
   * <p>It has its own thread group. If a thread of that group is still running after the worker's
   * end, that counts as a leak.
   */
  public static Builder inProcess(Worker worker) {
    return inProcess(worker::serve);
  }

  static Builder inProcess(InProcessWorker worker) {
    return new Builder(new ThreadLauncher(worker));
  }

  /**
   * Sends a request or a cancellation, and returns when it is written.
   *
   * <p>A request with an id whose answer is still missing replaces the older request (F13), except
   * for id 0: such requests are answered one after another.
   *
   * <p>With a {@linkplain Builder#client client}, the request is that of the action: it is sent as
   * that client sends it.
   *
   * @throws IllegalArgumentException if the client sends no such request
   * @throws WorkerFailure if the worker has ended or does not read
   */
  public void send(WorkRequest request) {
    session.send(requests == null ? request : requests.sent(request));
  }

  /**
   * Waits for the answer to a request that was sent. Several answers with one id are returned in
   * order.
   *
   * @throws WorkerFailure if it does not come, or if anything else goes wrong before that
   * @throws IllegalStateException if no request with that id was sent, or if its answer was already
   *     awaited, unless raw bytes were sent
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
   * Sends a request with the given arguments and waits for its answer. Its id is 0, or the next
   * number from 1 on if the harness is {@linkplain Builder#multiplex() multiplex}.
   */
  public WorkResponse work(String... arguments) {
    return work(WorkRequest.of(multiplex ? lastId.incrementAndGet() : 0, List.of(arguments)));
  }

  /**
   * Asks the worker to cancel a request, as Bazel does: with the sandbox directory of the request
   * (F17). The request is still answered once, as cancelled or not, so await the answer.
   *
   * @throws IllegalArgumentException if the {@linkplain Builder#client client} sends no cancels
   * @throws WorkerFailure if the worker has ended or does not read
   */
  public void cancel(int requestId) {
    if (requests != null) {
      requests.checkCancel();
    }
    session.cancel(requestId);
  }

  /**
   * Writes raw bytes to the worker's standard input, such as malformed ones or a part of a request.
   * If the worker ends before it has read them, that is not a failure.
   *
   * <p>From now on, any answer can be awaited; an answer that is never awaited makes {@link
   * #close()} fail.
   *
   * @throws WorkerFailure if the worker is running but does not read
   */
  public void sendBytes(byte[] bytes) {
    session.sendBytes(bytes);
  }

  /**
   * Sends requests that the caller has encoded. The encoding may be unusual but must be correct:
   * answers are due as with {@link #send(WorkRequest)}.
   *
   * @param requests the requests
   * @param pieces the bytes of the requests, in order; each piece is written separately, and the
   *     worker has some time to read it before the next
   */
  public void send(List<WorkRequest> requests, List<byte[]> pieces) {
    session.send(requests, pieces);
  }

  /**
   * What the worker wrote to standard error so far, decoded as UTF-8. If it is longer than a
   * mebibyte, the last mebibyte, after a line that says how much is left out. Empty if the client
   * {@linkplain Client.Errors#DISCARDED discards} it; a {@link WorkerFailure} still shows it.
   */
  public String log() {
    boolean discarded = requests != null && requests.client().errors() == Client.Errors.DISCARDED;
    return discarded ? "" : session.log();
  }

  /**
   * Closes the worker's standard input and waits until the worker has ended. Requests that are not
   * answered yet no longer need an answer (F18).
   *
   * @return the exit code, even if the worker had ended before
   * @throws WorkerFailure if it does not end
   */
  public int end() {
    return session.end();
  }

  /**
   * The directory to which the paths of arguments and inputs are relative: mostly the worker's
   * working directory, but see {@link Builder#client}.
   */
  public ExecutionRoot root() {
    return root;
  }

  /** Whether the worker has ended, for any reason. */
  public boolean hasEnded() {
    return session.hasEnded();
  }

  /**
   * Waits until the worker has ended by itself, with its standard input open.
   *
   * @return the exit code
   * @throws WorkerFailure if it does not end
   */
  public int awaitEnd() {
    return session.awaitEnd();
  }

  /**
   * Kills the worker's process (SIGKILL); after that, no more answers are due. Returns at once;
   * {@link #end()} waits.
   *
   * @throws UnsupportedOperationException if the worker is in this process
   */
  public void kill() {
    session.kill();
  }

  /**
   * Asks the worker's process to end (SIGTERM); after that, no more answers are due. Returns at
   * once; {@link #end()} closes its standard input and waits.
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
   * Waits for the answers that are missing, then ends the worker if it was not {@linkplain #end()
   * ended}, by force if necessary. A second call does nothing.
   *
   * @throws WorkerFailure if an answer is missing, came twice or to no request, if foreign bytes
   *     came, or if the worker left a thread or a process behind, unless that was reported before
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
    private @Nullable Client client;
    private ExecutionRoot root = new ExecutionRoot(Path.of(""));

    private Builder(Launcher launcher) {
      this.launcher = launcher;
    }

    /** Sets the encoding; by default, {@link Protocol#PROTO}. */
    public Builder protocol(Protocol protocol) {
      this.protocol = protocol;
      return this;
    }

    /** Gives each request of {@link WorkerHarness#work(String...)} its own id (F8). */
    public Builder multiplex() {
      multiplex = true;
      return this;
    }

    /**
     * Behaves like that client: sends requests as it does, takes answers as it does, and treats
     * standard error as it does. What a test sends is then the request of an action, perhaps with
     * {@code @file} among its arguments, and with the usual digests.
     *
     * <p>If the client has {@linkplain Client.Sandbox#ABSOLUTE absolute} sandbox directories, the
     * {@linkplain #directory directory} is the action's, and the worker process runs in its parent.
     */
    public Builder client(Client client) {
      this.client = client;
      return this;
    }

    /**
     * Sets how long each wait may take; by default, 30 seconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Nanos.limit("timeout", timeout);
      return this;
    }

    /**
     * Sets how long waits may take for what the worker does by itself: answers, and an end that
     * nobody asked for. By default, it is the same as for all other waits. With this, a test of a
     * wait that fails can be quick, and still be patient with everything else.
     */
    Builder answerTimeout(Duration timeout) {
      answerTimeout = timeout;
      return this;
    }

    /**
     * Sets the worker's working directory; by default, that of this process.
     *
     * @throws IllegalStateException if the worker is in this process
     */
    public Builder directory(Path directory) {
      launcher.directory(directory);
      root = new ExecutionRoot(directory);
      return this;
    }

    /**
     * Sets the worker's whole environment; by default, only {@code TMPDIR}, as from Bazel (F2). The
     * program of the command is still found by this process's {@code PATH}.
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
     * @throws IllegalStateException if the process can't be started, with the reason as its cause;
     *     or if the client can't be used with the protocol, or with multiplex
     */
    public WorkerHarness start() {
      ClientRequests requests = client == null ? null : requests(client);
      String name = "worker-harness-" + COUNT.incrementAndGet();
      try {
        RunningWorker worker = launcher.start(name);
        Duration forAnswers = answerTimeout == null ? timeout : answerTimeout;
        return new WorkerHarness(
            WorkerSession.start(worker, protocol, client, timeout, forAnswers, name),
            multiplex,
            root,
            requests);
      } catch (IOException e) {
        throw new IllegalStateException("the worker could not be started: " + e.getMessage(), e);
      }
    }

    private ClientRequests requests(Client client) {
      if (!client.protocols().contains(protocol)) {
        throw new IllegalStateException(client.program() + " does not speak " + protocol);
      }
      if (multiplex && !client.isMultiplex()) {
        throw new IllegalStateException(client.program() + " sends one request at a time");
      }
      Path parent = root.directory().getParent();
      if (client.sandbox() == Client.Sandbox.ABSOLUTE
          && parent != null
          && launcher instanceof ProcessLauncher process) {
        process.directory(parent);
      }
      return new ClientRequests(client, root);
    }
  }
}
