package example;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** Writes its arguments, but for the first, in upper case to the file that is the first. */
public final class Shout {
  private Shout() {}

  public static void main(String[] args) {
    System.exit(Worker.of(Shout::work).multiplex().run(args));
  }

  static int work(WorkContext context) throws IOException {
    List<String> words = context.arguments().subList(1, context.arguments().size());
    String text = String.join(" ", words).toUpperCase(Locale.ROOT);
    Files.writeString(context.resolveOutput(context.arguments().get(0)), text);
    System.out.println("shouted " + words.size());
    return 0;
  }
}
