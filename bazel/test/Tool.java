import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Copies its second argument to its first, or ends as tools do that were written to run once. */
final class Tool {
  private Tool() {}

  public static void main(String[] args) {
    System.exit(Worker.of(Tool::work).multiplex().run(args));
  }

  static int work(WorkContext context) throws IOException {
    List<String> arguments = context.arguments();
    if (arguments.get(0).equals("exit")) {
      System.exit(Integer.parseInt(arguments.get(1)));
    }
    byte[] bytes = Files.readAllBytes(context.resolve(arguments.get(1)));
    Files.write(context.resolveOutput(arguments.get(0)), bytes);
    return 0;
  }
}
