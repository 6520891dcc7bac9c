import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

final class WordCount {
  public static void main(String[] args) {
    System.exit(Worker.of(WordCount::work).multiplex().run(args));
  }

  static int work(WorkContext context) throws IOException {
    List<String> arguments = context.arguments();
    String text = Files.readString(context.resolve(arguments.get(1)));
    int words = text.strip().split("\\s+").length;
    Files.writeString(context.resolveOutput(arguments.get(0)), words + " " + arguments.get(1) + "\n");
    System.out.println("counted " + words + " words");
    return 0;
  }
}
