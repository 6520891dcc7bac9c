package dev.perdure.worker.testing;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Describes requests, answers and times for failures; the texts are bounded in length. */
final class Say {
  private static final int ARGUMENTS = 8;
  private static final int CHARACTERS = 200;

  private Say() {}

  static String request(WorkRequest request) {
    String id = "request " + request.requestId();
    if (request.cancel()) {
      return "the cancellation of " + id;
    }
    List<String> arguments = request.arguments();
    StringBuilder text = new StringBuilder(id).append(" [");
    for (int i = 0; i < Math.min(ARGUMENTS, arguments.size()); i++) {
      text.append(i == 0 ? "" : ", ").append(clipped(arguments.get(i)));
    }
    if (arguments.size() > ARGUMENTS) {
      text.append(", ").append(arguments.size() - ARGUMENTS).append(" more");
    }
    text.append(']');
    if (!request.inputs().isEmpty()) {
      text.append(" with ").append(count(request.inputs().size(), "input"));
    }
    if (!request.sandboxDir().isEmpty()) {
      text.append(" in ").append(request.sandboxDir());
    }
    return text.toString();
  }

  static String answer(WorkResponse answer) {
    return "request "
        + answer.requestId()
        + (answer.wasCancelled() ? ", cancelled" : ", exit code " + answer.exitCode())
        + (answer.output().isEmpty() ? ", no output" : ", output " + clipped(answer.output()));
  }

  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  static String duration(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
  }

  private static String clipped(String text) {
    String shown = text.length() > CHARACTERS ? text.substring(0, CHARACTERS) + "…" : text;
    return '"' + shown.replace("\n", "\\n") + '"';
  }
}
