package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The requests with one id, of which there can be several. Guarded by the conversation's lock. */
final class RequestEntry {
  // The answers that must come, and those that may come. With an id other than 0, the newest
  // request wins and mutes the older one, whose answer may have been on its way (F13).
  private int owed;
  private int muted;
  private boolean sent;
  private boolean cancelled;
  private boolean missingTold;
  private String sandboxDir = "";
  private final Queue<WorkResponse> answers = new ArrayDeque<>(2);
  private int unclaimed;

  void sending(WorkRequest request) {
    if (request.cancel()) {
      cancelled = true;
      return;
    }
    if (owed == 0) {
      cancelled = false;
    }
    if (request.requestId() != 0) {
      muted += owed;
      owed = 0;
      answers.clear();
    }
    sent = true;
    missingTold = false;
    owed++;
    sandboxDir = request.sandboxDir();
  }

  /** Accepts an answer; false if none was due. */
  boolean answered(WorkResponse answer, boolean acceptsAny) {
    if (owed > 0) {
      owed--;
    } else if (muted > 0) {
      muted--;
    } else if (acceptsAny) {
      unclaimed++;
    } else {
      return false;
    }
    answers.add(answer);
    return true;
  }

  @Nullable WorkResponse poll() {
    WorkResponse answer = answers.poll();
    if (answer != null && unclaimed > 0) {
      unclaimed--;
    }
    return answer;
  }

  List<WorkResponse> takeUnclaimed() {
    List<WorkResponse> taken =
        new ArrayList<>(answers).subList(answers.size() - unclaimed, answers.size());
    unclaimed = 0;
    return taken;
  }

  void checkAwaitable(int requestId) {
    if (!sent) {
      throw new IllegalStateException("request " + requestId + " was not sent");
    }
    if (owed == 0 && muted == 0 && answers.isEmpty()) {
      throw new IllegalStateException("the answer to request " + requestId + " was awaited before");
    }
  }

  /** Whether a missing answer has not been reported yet; from now on it counts as reported. */
  boolean tellMissing() {
    boolean untold = isOwed();
    missingTold = true;
    return untold;
  }

  /** Whether a missing answer has not been reported yet. */
  boolean isOwed() {
    return owed > 0 && !missingTold;
  }

  boolean wasSent() {
    return sent;
  }

  boolean isCancelled() {
    return cancelled;
  }

  String sandboxDir() {
    return sandboxDir;
  }
}
