package dev.perdure.worker.exit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker that speaks {@link BareCodec}; killed after a minute, so that no wait is longer. */
record WorkerProcess(Process process, BufferedReader answers, Path logFile)
    implements AutoCloseable {
  static WorkerProcess start(List<String> command, Path logFile) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(logFile.toFile()).start();
    CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
    InputStreamReader out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    return new WorkerProcess(process, new BufferedReader(out), logFile);
  }

  /** Sends a request and returns its answer, or null if the process ended. */
  @Nullable String answer(String word) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(BareCodec.request(word));
    in.flush();
    return answers.readLine();
  }

  /** Ends the input and returns the exit code. */
  int exitCode() throws Exception {
    process.getOutputStream().close();
    return process.waitFor();
  }

  List<String> log() throws IOException {
    return Files.readAllLines(logFile);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    answers.close();
  }
}
