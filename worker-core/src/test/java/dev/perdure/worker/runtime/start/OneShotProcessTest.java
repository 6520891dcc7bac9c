package dev.perdure.worker.runtime.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkFailedException;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Has a handler of its own for its slot, and leaves something of each kind to be ended. */
  static final class Leaving {
    private Leaving() {}

    /** Works as told, and can't be closed. */
    private static final class Slot implements WorkHandler, AutoCloseable {
      private volatile ProcessHandle child = ProcessHandle.current();

      @Override
      public int work(WorkContext context) throws Exception {
        Process sleep = context.attach(new ProcessBuilder("sleep", "600").start());
        child = sleep.toHandle();
        context.closeAtEnd(() -> say("resource"));
        say(Long.toString(sleep.pid()));
        switch (context.arguments().get(0)) {
          case "wait" -> sleep.waitFor();
          case "exit" -> System.exit(4);
          default -> {}
        }
        return Integer.parseInt(context.arguments().get(0));
      }

      private void say(String what) {
        System.out.println(what + (child.isAlive() ? "" : ", no child"));
        System.out.flush();
      }

      @Override
      public void close() {
        say("slot");
        throw new IllegalStateException("can't be closed");
      }
    }

    public static void main(String[] args) {
      WorkHandler handler =
          new WorkHandler() {
            @Override
            public int work(WorkContext context) {
              throw new AssertionError("not the slot's");
            }

            @Override
            public WorkHandler forSlot() {
              return new Slot();
            }
          };
      System.exit(Worker.of(handler).run(args));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3"})
  void slotThatCannotBeClosed_isSaidAndChangesNoExitCode(String exitCode) throws Exception {
    Process run = start(Leaving.class, exitCode);
    try {
      String printed = new String(run.getInputStream().readAllBytes(), UTF_8);
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();

      assertThat(run.exitValue()).as(printed).isEqualTo(Integer.parseInt(exitCode));
      assertThat(printed.lines().skip(1))
          .hasSize(3)
          .startsWith("resource, no child", "slot, no child")
          .last()
          .asString()
          .contains("can't be closed", "[slot-close-failed]");
    } finally {
      run.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait", "exit"})
  void endOfTheProgram_endsAttachedProcesses(String how) throws Exception {
    Process run = start(Leaving.class, how);
    try (BufferedReader printed = run.inputReader(UTF_8)) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(printed.readLine())).orElseThrow();
      if (how.equals("wait")) {
        run.destroy(); // SIGTERM
      }
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      try {
        assertThat(child.onExit().completeOnTimeout(null, 20, TimeUnit.SECONDS).join())
            .as("child has ended")
            .isNotNull();
      } finally {
        child.destroyForcibly();
      }
    } finally {
      run.destroyForcibly();
    }
  }

  /** Fails for a reason that it knows. */
  static final class Failing {
    private Failing() {}

    public static void main(String[] args) {
      System.exit(
          Worker.of(
                  context -> {
                    throw new WorkFailedException(
                        Integer.parseInt(context.arguments().get(0)), "not today");
                  })
              .run(args));
    }
  }

  @Test
  void knownFailure_isTheExitCodeAndTheMessageAndNothingElse() throws Exception {
    assertThat(run(Failing.class, "", "7")).isEqualTo("7 not today\n");
    assertThat(run(Failing.class, "", "512")).isEqualTo("1 not today\n");
  }

  @Test
  void standardInput_isThatOfTheProcess_andNoFailureIsCutToSuccess() throws Exception {
    assertThat(run(Echo.class, "Ελλάδα\n世界", "256")).isEqualTo("1 Ελλάδα\n世界Grün");
  }

  @Test
  void exitCode_isTheWorks() throws Exception {
    assertThat(run(Echo.class, "", "0")).isEqualTo("0 Grün");
  }

  /** The exit code of a run, and what it printed. */
  private static String run(Class<?> program, String input, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(program, arguments);
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

  private static Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
