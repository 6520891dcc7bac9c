package dev.perdure.worker.runtime;

import java.util.Map;

/** The stacks of all threads, to see what a request waits for. Loaded only for that. */
final class StackDump {
  private StackDump() {}

  static String of(int requestId, long nanos) {
    StringBuilder text =
        new StringBuilder(WorkerMessage.REQUEST_LONG.text(requestId, nanos / 1_000_000));
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      Thread thread = each.getKey();
      text.append("\n\"").append(thread.getName()).append("\" ").append(thread.getState());
      for (StackTraceElement element : each.getValue()) {
        text.append("\n\tat ").append(element);
      }
    }
    return text.toString();
  }
}
