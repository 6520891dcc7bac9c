package dev.perdure.worker.testing.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's commands, as printed and in one shell, say what the page says that they say. In the
 * text an ellipsis stands for anything; on a line of its own, for any lines.
 */
class PageIT {
  private static final Path PAGE = Path.of("README.md");

  @TempDir Path directory;

  @Test
  void commands_sayWhatThePageSays() throws Exception {
    List<Step> steps = steps();
    assertThat(steps).hasSizeGreaterThan(5);

    String output = run(script(steps));

    String[] outputs = output.split("@@@ \\d+\n", -1);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(outputs).as(output).hasSizeGreaterThan(i + 1);
      assertThat(outputs[i + 1])
          .as("the output of%n%s", steps.get(i).commands())
          .matches(steps.get(i).expected());
    }
    assertThat(output).endsWith("@@@ " + steps.size() + "\n");
    for (String file : List.of("report.html", "report.xml", "build.html")) {
      assertThat(directory.resolve(file)).isNotEmptyFile();
    }
    keepForTheBrowser("report.html", "check.html");
    keepForTheBrowser("build.html", "explain.html");
    assertThat(directory.resolve("report.html"))
        .content()
        .contains("<code>perdure check hello.json --leak-requests 1000 --html report.html --junit")
        .contains("/hello-worker</code>", "<dt>client</dt><dd><code>Bazel 8");
  }

  /** The site's tests open these pages in a browser. */
  private void keepForTheBrowser(String file, String name) throws IOException {
    Path pages = Files.createDirectories(Path.of("target/pages"));
    Files.copy(directory.resolve(file), pages.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private String run(String script) throws IOException, InterruptedException {
    Process shell = shell(script).start();
    shell.getOutputStream().close();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return output;
  }

  private ProcessBuilder shell(String script) {
    ProcessBuilder shell = new ProcessBuilder("bash", "-ec", script);
    shell.directory(directory.toFile()).redirectErrorStream(true);
    Path java = Path.of(System.getProperty("java.home"), "bin");
    shell.environment().put("PATH", java + ":" + System.getenv("PATH"));
    shell.environment().put("PERDURE", Path.of("..").toAbsolutePath().normalize().toString());
    return shell;
  }

  /** All steps, each behind a line with its number, and such a line at the end. */
  private static String script(List<Step> steps) {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      script.append("echo '@@@ ").append(i).append("'\n").append(steps.get(i).commands());
    }
    return script.append("echo '@@@ ").append(steps.size()).append("'\n").toString();
  }

  /**
   * Commands of the page.
   *
   * @param text what they print; empty if the page doesn't say
   */
  private record Step(String commands, List<String> text) {
    Pattern expected() {
      if (text.isEmpty()) {
        return Pattern.compile("", Pattern.LITERAL);
      }
      return Pattern.compile(text.stream().map(Step::line).collect(Collectors.joining()));
    }

    private static String line(String line) {
      return line.equals("…") ? "(?:.*\n)*" : Pattern.quote(line).replace("…", "\\E.*\\Q") + "\n";
    }
  }

  private static List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> block = null;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.equals("```sh")) {
        block = new ArrayList<>();
        steps.add(new Step("", new ArrayList<>()));
      } else if (line.equals("```text")) {
        block = steps.get(steps.size() - 1).text();
      } else if (line.equals("```") && block != null) {
        Step last = steps.get(steps.size() - 1);
        if (block != last.text()) {
          steps.set(steps.size() - 1, new Step(String.join("\n", block) + "\n", last.text()));
        }
        block = null;
      } else if (block != null) {
        block.add(line);
      }
    }
    return steps;
  }
}
