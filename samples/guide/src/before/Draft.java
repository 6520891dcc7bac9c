package migration;

import io.bazel.rulesscala.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

// #region before
public final class Draft implements Worker.Interface {
  public static void main(String[] args) throws Exception {
    Worker.workerMain(args, new Draft());
  }

  @Override
  public void work(String[] args) throws IOException {
    if (args.length < 2) {
      System.exit(2);
    }
    List<String> lines = List.of(args);
    Files.write(Path.of(args[0]), lines.subList(1, lines.size()));
    System.out.println("wrote " + args[0]);
  }
}
// #endregion before
