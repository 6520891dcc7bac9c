package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A project that is compiled, module by module, one after the other.
 *
 * @param folder in which the compiler runs
 * @param count of modules
 * @param arguments of the compiler, for a module
 */
record CompiledModules(Path folder, int count, IntFunction<List<String>> arguments) {
  /** A process for each module. */
  Trial cold(List<String> command, List<String> variables) {
    return () -> {
      long start = System.nanoTime();
      for (int module = 0; module < count; module++) {
        List<String> whole = new ArrayList<>(List.of("env"));
        whole.addAll(variables);
        whole.addAll(command);
        whole.addAll(arguments.apply(module));
        run(whole);
      }
      return wall(start);
    };
  }

  /** One process. */
  Trial once(List<String> command) {
    return () -> {
      long start = System.nanoTime();
      run(command);
      return wall(start);
    };
  }

  /** One worker, from its start to its end. */
  Trial worker(List<String> command) {
    return () -> {
      long start = System.nanoTime();
      try (MeasuredProcess process = MeasuredProcess.start(folder, command)) {
        BufferedReader answers =
            new BufferedReader(new InputStreamReader(process.answers(), StandardCharsets.UTF_8));
        for (int module = 0; module < count; module++) {
          WorkRequest request = WorkRequest.of(0, arguments.apply(module));
          process.requests().write(WireFormat.JSON.bytes(request));
          process.requests().flush();
          String answer = answers.readLine();
          if (answer == null || answer.matches(".*\"exitCode\":\"?[1-9].*")) {
            throw new IOException(answer + " from " + process.describe());
          }
        }
      }
      return wall(start);
    };
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "output", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
    Files.delete(log);
  }

  private static List<Quantity> wall(long start) {
    return List.of(new Quantity("wall", "ms", (System.nanoTime() - start) / 1e6));
  }
}
