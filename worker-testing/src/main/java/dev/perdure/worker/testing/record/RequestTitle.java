package dev.perdure.worker.testing.record;

import dev.perdure.worker.WorkRequest;

/** Makes a title for a request from the file name in its first argument. */
final class RequestTitle {
  private static final int MOST = 60;

  private RequestTitle() {}

  static RecordedRequest.Work work(RecordedEvent.Request event) {
    WorkRequest request = event.request();
    return new RecordedRequest.Work(
        event.protocol(),
        of(request),
        request.arguments().size(),
        request.inputs().size(),
        request.sandboxDir());
  }

  static String of(WorkRequest request) {
    if (request.arguments().isEmpty()) {
      return "no arguments";
    }
    String first = request.arguments().get(0);
    String title = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('=')) + 1);
    return shorten(title.isEmpty() ? first : title);
  }

  private static String shorten(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
  }
}
