package example;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Counts words: the first argument is the report to write, the others are texts to read. */
public final class WordCount {
  // #region main
  public static void main(String[] args) {
    System.exit(Worker.of(WordCount::work).multiplex().run(args));
  }

  // #endregion main

  // #region work
  static int work(WorkContext context) throws IOException {
    List<String> arguments = context.arguments();
    if (arguments.size() < 2) {
      System.err.println("usage: word-count REPORT TEXT...");
      return 2;
    }
    StringBuilder report = new StringBuilder();
    for (String text : arguments.subList(1, arguments.size())) {
      Path file = context.resolve(text);
      report.append(words(file)).append(' ').append(text).append('\n');
      context.cancellation().throwIfCancelled();
    }
    Files.writeString(context.resolveOutput(arguments.get(0)), report);
    System.out.println("counted " + (arguments.size() - 1) + " texts");
    return 0;
  }

  // #endregion work

  private static long words(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.flatMap(line -> List.of(line.split("\\s+")).stream()).filter(word -> !word.isEmpty()).count();
    }
  }

  private WordCount() {}
}
