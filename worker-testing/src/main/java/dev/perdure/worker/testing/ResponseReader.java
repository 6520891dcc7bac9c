package dev.perdure.worker.testing;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.process.Deadline;
import dev.perdure.worker.testing.wire.ForeignBytesException;
import dev.perdure.worker.testing.wire.ResponseStream;
import dev.perdure.worker.testing.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Reads the worker's standard output until it ends, on a separate thread. After foreign bytes,
 * nothing can be an answer any more. The rest is still read, so that the worker is not blocked.
 */
final class ResponseReader {
  private final ResponseStream in;
  private final Wire wire;
  private final Conversation conversation;
  private final long maxAnswerBytes;
  private final Thread thread;
  private volatile boolean cutShortExpected;

  private ResponseReader(
      ResponseStream in, Wire wire, Conversation conversation, long maxAnswerBytes, String name) {
    this.in = in;
    this.wire = wire;
    this.conversation = conversation;
    this.maxAnswerBytes = maxAnswerBytes;
    thread = new Thread(this::read, name + " responses");
    thread.setDaemon(true);
  }

  static ResponseReader start(
      ResponseStream in, Wire wire, Conversation conversation, long maxAnswerBytes, String name) {
    ResponseReader reader = new ResponseReader(in, wire, conversation, maxAnswerBytes, name);
    reader.thread.start();
    return reader;
  }

  /** Notes that the worker was killed, perhaps while it was writing an answer. */
  void expectCutShort() {
    cutShortExpected = true;
  }

  /** Waits until the worker's standard output has ended; false if it has not by the deadline. */
  boolean join(Deadline deadline) throws InterruptedException {
    thread.join(deadline.millisLeft());
    return !thread.isAlive();
  }

  private void read() {
    try {
      long start = in.offset();
      for (WorkResponse answer = next(); answer != null; answer = next()) {
        long size = in.offset() - start;
        start = in.offset();
        if (size > maxAnswerBytes) {
          conversation.tooLarge(
              answer, "an answer of " + size + " bytes came; the client takes " + maxAnswerBytes);
        } else {
          conversation.answered(answer);
        }
      }
    } catch (ForeignBytesException e) {
      if (!e.cutShort() || !cutShortExpected) {
        String dump = in.excerpt().dump();
        String problem = e.getMessage() + (dump.isEmpty() ? "" : "\n" + dump);
        if (e.cutShort()) {
          conversation.problem(Symptom.ANSWER_CUT_SHORT, problem);
        } else {
          conversation.streamBroken(problem);
        }
      }
      in.drain();
    } finally {
      conversation.streamEnded();
    }
  }

  private @Nullable WorkResponse next() throws ForeignBytesException {
    WorkResponse answer = wire.decode(in);
    in.endMessage();
    return answer;
  }
}
