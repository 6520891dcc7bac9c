package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.WorkRequest;
import java.util.List;

/** Makes a title for a request from its output, or from the file name in its first argument. */
public final class RequestTitle {
  private static final int MOST = 60;

  private RequestTitle() {}

  /** The output after that option, or in an argument that begins with it; else as without it. */
  public static String of(WorkRequest request, String outputOption) {
    List<String> arguments = request.arguments();
    for (int i = 0; !outputOption.isEmpty() && i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals(outputOption) && i + 1 < arguments.size()) {
        return end(arguments.get(i + 1));
      }
      if (argument.startsWith(outputOption) && argument.length() > outputOption.length()) {
        return end(argument.substring(outputOption.length()));
      }
    }
    return of(request);
  }

  /** The file name in the first argument. */
  public static String of(WorkRequest request) {
    if (request.arguments().isEmpty()) {
      return "no arguments";
    }
    String first = request.arguments().get(0);
    String title = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('=')) + 1);
    return shorten(title.isEmpty() ? first : title);
  }

  /** Paths differ at their ends. */
  private static String end(String path) {
    return path.length() <= MOST ? path : "…" + path.substring(path.length() - MOST + 1);
  }

  private static String shorten(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
  }
}
