package dev.perdure.worker.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Worker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A one-shot run is an ordinary program to the process that starts it. */
class OneShotProcessTest {
  /** Prints what comes on standard input, without a line feed at its end, and exits as told. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] args) {
      System.exit(
          Worker.of(
                  context -> {
                    System.in.transferTo(System.out);
                    System.err.print("Grün");
                    return Integer.parseInt(context.arguments().get(0));
                  })
              .run(args));
    }
  }

  @Test
  void standardInput_isThatOfTheProcess_andNoFailureIsCutToSuccess() throws Exception {
    assertThat(run("Ελλάδα\n世界", "256")).isEqualTo("1 Ελλάδα\n世界Grün");
  }

  @Test
  void exitCode_isTheWorks() throws Exception {
    assertThat(run("", "0")).isEqualTo("0 Grün");
  }

  /** The exit code of a run, and what it printed. */
  private static String run(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Echo.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(UTF_8));
      }
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      return process.exitValue() + " " + printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
