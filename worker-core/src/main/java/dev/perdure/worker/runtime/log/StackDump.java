package dev.perdure.worker.runtime.log;

import java.util.Map;

/** The stacks of all threads, to see what a request waits for. Loaded only for that. */
public final class StackDump {
  private StackDump() {}

  public static String of(int requestId, long nanos) {
    StringBuilder text =
        new StringBuilder(WorkerMessage.REQUEST_LONG.text(requestId, nanos / 1_000_000));
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      Thread thread = each.getKey();
      text.append("\n\"").append(thread.getName()).append("\" ").append(thread.getState());
      text.append(frames(each.getValue()));
    }
    return text.toString();
  }

  /** One stack, with one line per frame, each preceded by a line break. */
  public static String frames(StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement element : stack) {
      text.append("\n\tat ").append(element);
    }
    return text.toString();
  }
}
