package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.process.Deadline;
import dev.perdure.worker.testing.process.RunningWorker;
import dev.perdure.worker.testing.wire.ResponseStream;
import dev.perdure.worker.testing.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One running worker with everything that belongs to it, from its start to its end. Thread-safe.
 */
final class WorkerSession {
  /** How long to wait for what should already be there: an exit code, or the end of a thread. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * How long a piece of a message is alone in the pipe, so that the worker can read it separately.
   */
  private static final Duration PIECE_PAUSE = Duration.ofMillis(5);

  private final RunningWorker worker;
  private final Wire wire;

  /** Whether requests lack the newline that Bazel writes after them. */
  private final boolean withoutNewline;

  private final Duration timeout;
  private final Duration answerTimeout;
  private final Conversation conversation = new Conversation();
  private final RequestWriter writer;
  private final ResponseReader reader;
  private final FailureReport report;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean endTried;

  private WorkerSession(
      RunningWorker worker,
      Protocol protocol,
      @Nullable Client client,
      Duration timeout,
      Duration answerTimeout,
      String name) {
    this.worker = worker;
    this.timeout = timeout;
    this.answerTimeout = answerTimeout;
    wire = protocol.wire();
    withoutNewline = protocol == Protocol.JSON && client != null && !client.endsJsonLines();
    writer = new RequestWriter(worker.requests(), name);
    ResponseStream responses = new ResponseStream(worker.responses());
    report = new FailureReport(worker, protocol, conversation, responses);
    long maxAnswerBytes = client == null ? Long.MAX_VALUE : client.maxAnswerBytes();
    reader = ResponseReader.start(responses, wire, conversation, maxAnswerBytes, name);
  }

  static WorkerSession start(
      RunningWorker worker,
      Protocol protocol,
      @Nullable Client client,
      Duration timeout,
      Duration answerTimeout,
      String name) {
    return new WorkerSession(worker, protocol, client, timeout, answerTimeout, name);
  }

  void send(WorkRequest request) {
    checkOpen();
    byte[] line = wire.encode(request);
    byte[] bytes = withoutNewline ? Arrays.copyOf(line, line.length - 1) : line;
    conversation.sending(request);
    try {
      writer.write(bytes, deadline());
    } catch (IOException e) {
      conversation.missingTold(request.requestId());
      throw failure(
          Symptom.ENDED_EARLY,
          endOfWorker() + "before it read request " + request.requestId(),
          "its reading");
    } catch (TimeoutException e) {
      conversation.missingTold(request.requestId());
      throw failure(
          Symptom.NOT_READING,
          "the worker did not read request "
              + request.requestId()
              + " within "
              + Say.duration(timeout),
          "its reading");
    } catch (InterruptedException e) {
      throw interrupted("the worker to read request " + request.requestId());
    }
  }

  void send(List<WorkRequest> requests, List<byte[]> pieces) {
    checkOpen();
    requests.forEach(conversation::sending);
    writeRaw(pieces);
  }

  void sendBytes(byte[] bytes) {
    checkOpen();
    conversation.sendingRaw();
    writeRaw(List.of(bytes.clone()));
  }

  private void writeRaw(List<byte[]> pieces) {
    int size = pieces.stream().mapToInt(piece -> piece.length).sum();
    try {
      for (int i = 0; i < pieces.size(); i++) {
        if (i > 0) {
          // Nothing tells whether the worker has read the previous piece, so give it time.
          LockSupport.parkNanos(PIECE_PAUSE.toNanos());
        }
        writer.write(pieces.get(i), deadline());
      }
    } catch (IOException e) {
      // Malformed bytes end a worker, perhaps before it has read all of them.
    } catch (TimeoutException e) {
      throw failure(
          Symptom.NOT_READING,
          "the worker did not read " + size + " bytes within " + Say.duration(timeout),
          "its reading");
    } catch (InterruptedException e) {
      throw interrupted("the worker to read " + size + " bytes");
    }
  }

  void cancel(int requestId) {
    send(WorkRequest.cancelOf(requestId).withSandboxDir(conversation.sandboxDir(requestId)));
  }

  WorkResponse await(int requestId) {
    String awaited = "the answer to request " + requestId;
    try {
      WorkResponse answer = conversation.await(requestId, Deadline.in(answerTimeout));
      if (answer != null) {
        return answer;
      }
    } catch (InterruptedException e) {
      throw interrupted(awaited);
    }
    conversation.missingTold(requestId);
    List<Problem> problems = conversation.takeUntold();
    if (!problems.isEmpty()) {
      throw report.of(problems, awaited);
    }
    if (conversation.hasEnded()) {
      throw failure(
          Symptom.ENDED_EARLY, endOfWorker() + "before it answered request " + requestId, awaited);
    }
    throw failure(
        Symptom.ANSWER_MISSING,
        "the worker did not answer request " + requestId + " within " + Say.duration(answerTimeout),
        awaited);
  }

  String log() {
    return worker.log().text();
  }

  long pid() {
    return worker.pid();
  }

  void kill() {
    worker.kill();
    conversation.release();
    reader.expectCutShort();
  }

  void terminate() {
    worker.terminate();
    conversation.release();
    reader.expectCutShort();
  }

  int end() {
    conversation.release();
    try {
      String problem = tryEnd();
      if (problem != null) {
        throw failure(Symptom.NOT_ENDING, problem, "the end of the worker");
      }
      return worker.exitCode();
    } catch (InterruptedException e) {
      throw interrupted("the end of the worker");
    }
  }

  boolean hasEnded() {
    return worker.hasEnded();
  }

  int awaitEnd() {
    try {
      if (!worker.awaitEnd(Deadline.in(answerTimeout))) {
        throw failure(
            Symptom.NOT_ENDING,
            "the worker did not end within " + Say.duration(answerTimeout),
            "the end of the worker");
      }
      return worker.exitCode();
    } catch (InterruptedException e) {
      throw interrupted("the end of the worker");
    }
  }

  /** Ends the worker; returns why it did not end, or null. */
  private @Nullable String tryEnd() throws InterruptedException {
    endTried = true;
    worker.beforeEnd();
    Deadline deadline = deadline();
    try {
      writer.close(deadline);
    } catch (TimeoutException e) {
      return "the worker did not read its standard input within " + Say.duration(timeout);
    }
    return worker.awaitEnd(deadline)
        ? null
        : "the worker did not end within " + Say.duration(timeout) + " of the end of its input";
  }

  void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    // A test that runs out of time is interrupted, but its worker must still be ended.
    boolean interrupted = Thread.interrupted();
    try {
      finish();
    } catch (InterruptedException e) {
      interrupted = true;
      conversation.problem(
          Symptom.CLIENT_INTERRUPTED, "the end of the worker was not awaited: interrupted");
    } finally {
      release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    conversation.noteUnclaimed();
    List<Problem> problems = conversation.takeUntold();
    if (!problems.isEmpty()) {
      throw report.of(problems, "the end of the worker");
    }
  }

  private void finish() throws InterruptedException {
    conversation.awaitAll(Deadline.in(answerTimeout));
    if (!endTried) {
      String problem = tryEnd();
      if (problem != null) {
        conversation.problem(Symptom.NOT_ENDING, problem);
      }
    }
    if (worker.awaitEnd(Deadline.in(Duration.ZERO))) {
      List<String> leftovers = worker.leftovers(deadline().atMost(GRACE));
      leftovers.forEach(left -> conversation.problem(Symptom.LEFT_RUNNING, left));
      // Processes that were left behind can keep the worker's output open forever.
      reader.join(leftovers.isEmpty() ? deadline() : Deadline.in(GRACE));
    }
  }

  /**
   * Ends by force what did not end by itself, so that nothing of this worker can affect the next
   * test.
   */
  private void release() {
    try {
      reader.expectCutShort();
      Deadline deadline = Deadline.in(GRACE);
      worker.destroy(deadline);
      reader.join(deadline);
      writer.stop(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String endOfWorker() {
    if (conversation.isBroken()) {
      return "the worker's standard output can't be read any more, as foreign bytes came, ";
    }
    try {
      return worker.awaitEnd(deadline().atMost(GRACE))
          ? "the worker ended with exit code " + worker.exitCode() + " "
          : "the worker closed its standard output or input, and runs on, ";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the worker closed its standard output or input ";
    }
  }

  private WorkerFailure failure(Symptom symptom, String problem, String awaited) {
    return report.of(List.of(new Problem(symptom, problem)), awaited);
  }

  private WorkerFailure interrupted(String awaited) {
    Thread.currentThread().interrupt();
    return failure(Symptom.CLIENT_INTERRUPTED, "interrupted while waiting for " + awaited, awaited);
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the harness is closed");
    }
  }

  private Deadline deadline() {
    return Deadline.in(timeout);
  }
}
