package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.process.Deadline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tracks which requests were sent and which answers came. So it knows which answers are due, and
 * notes those that are not. Thread-safe.
 *
 * <p>A problem is reported once: by the wait that it ended, or at the end.
 */
final class Conversation {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Integer, RequestEntry> entries = new LinkedHashMap<>();
  private final List<Problem> untold = new ArrayList<>();
  private long sent;
  private long answered;
  private @Nullable WorkRequest lastSent;
  private @Nullable WorkResponse lastAnswer;
  private boolean rawBytesSent;
  private boolean released;
  private boolean broken;
  private boolean streamEnded;

  /** Notes a request. Called before it is written, because the answer may be fast. */
  void sending(WorkRequest request) {
    lock.lock();
    try {
      sent++;
      lastSent = request;
      entry(request.requestId()).sending(request);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that bytes are sent that may contain requests with any id, so any answer may belong to
   * one of them.
   */
  void sendingRaw() {
    lock.lock();
    try {
      rawBytesSent = true;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the client is leaving: no more answers are due (F18). */
  void release() {
    lock.lock();
    try {
      released = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The sandbox directory of the last request with that id; a cancel message repeats it (F9). */
  String sandboxDir(int requestId) {
    lock.lock();
    try {
      return entry(requestId).sandboxDir();
    } finally {
      lock.unlock();
    }
  }

  /** Notes an answer. */
  void answered(WorkResponse answer) {
    lock.lock();
    try {
      answered++;
      lastAnswer = answer;
      RequestEntry entry = entry(answer.requestId());
      if (!rawBytesSent && !released && answer.wasCancelled() && !entry.isCancelled()) {
        problem(
            Symptom.CANCELLED_UNASKED,
            "an answer came as cancelled, and nobody cancelled it: " + Say.answer(answer));
      }
      if (!entry.answered(answer, rawBytesSent)) {
        if (entry.wasSent()) {
          problem(Symptom.ANSWER_TWICE, "a second answer came: " + Say.answer(answer));
        } else {
          problem(
              Symptom.ANSWER_TO_NOTHING,
              "an answer came to a request that was never sent: " + Say.answer(answer));
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Notes an answer that the client does not take: the request has it, and nobody gets it. */
  void tooLarge(WorkResponse answer, String problem) {
    lock.lock();
    try {
      answered(answer);
      entry(answer.requestId()).poll();
      problem(Symptom.ANSWER_TOO_LARGE, problem);
    } finally {
      lock.unlock();
    }
  }

  /** Notes a problem that is not about a single answer. */
  void problem(Symptom symptom, String text) {
    lock.lock();
    try {
      untold.add(new Problem(symptom, text));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that foreign bytes came, after which answers can't be recognised. */
  void streamBroken(String problem) {
    lock.lock();
    try {
      broken = true;
      untold.add(new Problem(Symptom.FOREIGN_BYTES, problem));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Notes that no more answers will come. */
  void streamEnded() {
    lock.lock();
    try {
      streamEnded = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the answer to a request.
   *
   * @return the answer; null if there is none, because of a problem, the end of the stream or the
   *     deadline
   * @throws IllegalStateException if no answer is due
   */
  @Nullable WorkResponse await(int requestId, Deadline deadline) throws InterruptedException {
    lock.lock();
    try {
      RequestEntry entry = entry(requestId);
      if (!rawBytesSent) {
        entry.checkAwaitable(requestId);
      }
      WorkResponse answer = entry.poll();
      while (answer == null && untold.isEmpty() && !ended() && deadline.nanosLeft() > 0) {
        changed.awaitNanos(deadline.nanosLeft());
        answer = entry.poll();
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no answer is due, and notes the answers that are missing at the deadline. */
  void awaitAll(Deadline deadline) throws InterruptedException {
    lock.lock();
    try {
      while (owed() && !ended() && deadline.nanosLeft() > 0) {
        changed.awaitNanos(deadline.nanosLeft());
      }
      entries.forEach(
          (id, entry) -> {
            if (entry.tellMissing() && !released) {
              problem(Symptom.ANSWER_MISSING, "no answer came to request " + id);
            }
          });
    } finally {
      lock.unlock();
    }
  }

  private boolean ended() {
    return streamEnded || broken;
  }

  private boolean owed() {
    return !released && entries.values().stream().anyMatch(RequestEntry::isOwed);
  }

  /** Notes answers to raw bytes that nobody has awaited. */
  void noteUnclaimed() {
    lock.lock();
    try {
      entries.forEach(
          (id, entry) -> {
            for (WorkResponse answer : entry.takeUnclaimed()) {
              problem(
                  Symptom.ANSWER_TO_NOTHING,
                  "an answer came that nobody awaited: " + Say.answer(answer));
            }
          });
    } finally {
      lock.unlock();
    }
  }

  /** Returns the problems that have not been reported yet. */
  List<Problem> takeUntold() {
    lock.lock();
    try {
      List<Problem> taken = List.copyOf(untold);
      untold.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the missing answer to that request is being reported. */
  void missingTold(int requestId) {
    lock.lock();
    try {
      entry(requestId).tellMissing();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no more answers can come. */
  boolean hasEnded() {
    lock.lock();
    try {
      return ended();
    } finally {
      lock.unlock();
    }
  }

  /** Whether foreign bytes have come. */
  boolean isBroken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }

  /** What was sent, for a failure's message. */
  String sent() {
    lock.lock();
    try {
      String raw = rawBytesSent ? ", and raw bytes" : "";
      return lastSent == null
          ? "nothing" + raw
          : Say.count(sent, "message") + raw + "; the last: " + Say.request(lastSent);
    } finally {
      lock.unlock();
    }
  }

  /** What came, for a failure's message. */
  String came() {
    lock.lock();
    try {
      return lastAnswer == null
          ? "nothing"
          : Say.count(answered, "answer") + "; the last: " + Say.answer(lastAnswer);
    } finally {
      lock.unlock();
    }
  }

  private RequestEntry entry(int requestId) {
    return entries.computeIfAbsent(requestId, id -> new RequestEntry());
  }
}
