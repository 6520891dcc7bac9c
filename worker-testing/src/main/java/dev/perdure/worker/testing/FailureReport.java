package dev.perdure.worker.testing;

import dev.perdure.worker.testing.process.RunningWorker;
import dev.perdure.worker.testing.wire.ResponseStream;
import java.util.List;

/** Makes a failure from the problems and from everything that a person needs to understand them. */
final class FailureReport {
  private final RunningWorker worker;
  private final Protocol protocol;
  private final Conversation conversation;
  private final ResponseStream responses;

  FailureReport(
      RunningWorker worker,
      Protocol protocol,
      Conversation conversation,
      ResponseStream responses) {
    this.worker = worker;
    this.protocol = protocol;
    this.conversation = conversation;
    this.responses = responses;
  }

  /**
   * Returns the failure.
   *
   * @param problems what went wrong; at least one problem
   * @param awaited what the harness was waiting for
   */
  WorkerFailure of(List<Problem> problems, String awaited) {
    StringBuilder text = new StringBuilder();
    if (problems.size() == 1) {
      text.append(problems.get(0).text());
    } else {
      text.append(problems.size()).append(" problems:");
      problems.forEach(problem -> text.append("\n- ").append(indented(problem.text(), "  ")));
    }
    line(text, "worker", "speaks " + protocol + ", " + worker.describe());
    line(text, "sent", conversation.sent());
    line(text, "awaited", awaited);
    line(text, "came", conversation.came());
    ResponseStream.Excerpt unfinished = responses.excerpt();
    if (!unfinished.dump().isEmpty() && !conversation.hasEnded()) {
      line(text, "an answer that is not finished", "\n" + unfinished.dump());
    }
    String log = worker.log().tail();
    line(text, "log", log.isEmpty() ? "empty" : "\n" + log.stripTrailing());
    return new WorkerFailure(text.toString(), problems.get(0));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("\n  ").append(name).append(':').append(value.startsWith("\n") ? "" : " ");
    text.append(indented(value, "    "));
  }

  private static String indented(String text, String indent) {
    return text.replace("\n", "\n" + indent);
  }
}
