package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that run once: the JDK's own javac launcher, right by definition, and the worker. */
final class Command {
  /** What a run ended with and printed, on both streams in the order of time. */
  record Result(int exitCode, String printed) {}

  private Command() {}

  /** Runs the launcher of the JDK that runs the tests. */
  static Result javac(Path directory, List<String> arguments) throws Exception {
    return javac(directory, arguments, Map.of());
  }

  static Result javac(Path directory, List<String> arguments, Map<String, String> environment)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    // Quicker to start, the same compiler.
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(arguments);
    return run(directory, command, environment);
  }

  static Result run(Path directory, List<String> command) throws Exception {
    return run(directory, command, Map.of());
  }

  static Result run(Path directory, List<String> command, Map<String, String> environment)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String printed = read(process);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still runs: " + command);
      }
      return new Result(process.exitValue(), printed);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
