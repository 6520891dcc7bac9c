package dev.perdure.worker.it.bazel;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of the site that shows how to use the module: what a reader makes and does, in order.
 *
 * @param files the files of samples/bazel-quickstart that it shows
 * @param commands what it tells a shell, and what that prints then; empty if the page does not say
 */
record BazelPage(List<String> files, List<Command> commands) {
  private static final Pattern PART =
      Pattern.compile(
          "<!-- code: samples/bazel-quickstart/([^#\\n"
              + "]+) -->\\n```\\w*\\n.*?\\n```\\n|```sh\\n"
              + "(.*?)```(?:\\s+```text\\n"
              + "(.*?)```)?",
          Pattern.DOTALL);

  /**
   * Commands in one block.
   *
   * @param text the commands
   * @param printed the end of what they print
   */
  record Command(String text, String printed) {}

  static BazelPage read() throws IOException {
    List<String> files = new ArrayList<>();
    List<Command> commands = new ArrayList<>();
    String page = Files.readString(BazelModule.ROOT.resolve("site/quickstart-bazel.md"));
    Matcher part = PART.matcher(page);
    while (part.find()) {
      if (part.group(1) != null) {
        files.add(part.group(1));
      } else {
        commands.add(new Command(part.group(2), part.group(3) == null ? "" : part.group(3)));
      }
    }
    return new BazelPage(List.copyOf(files), List.copyOf(commands));
  }
}
