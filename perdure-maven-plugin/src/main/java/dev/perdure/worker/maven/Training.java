package dev.perdure.worker.maven;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts the packaged worker as its client will, and lets it answer the training requests.
 *
 * @param launcher the launch script
 * @param directory the worker's working directory, against which the requests' paths are resolved
 * @param jdk the JDK that runs it
 * @param protocol the encoding that its client will use
 * @param requests the requests
 * @param timeout how long each wait may take: for an answer, and for the end, which writes an
 *     archive
 */
record Training(
    Path launcher,
    Path directory,
    TargetJdk jdk,
    Protocol protocol,
    List<TrainingRequest> requests,
    Duration timeout) {
  private static final int LOG_CHARACTERS = 4_000;

  Training {
    requests = List.copyOf(requests);
  }

  /**
   * Runs it once, from its start to its end.
   *
   * @param flags more flags for the JVM, beside those of the launch script
   * @return what went wrong, or null
   */
  @Nullable String run(List<String> flags) {
    try (WorkerHarness worker =
        WorkerHarness.process(launcher.toString())
            .directory(directory)
            .environment(environment(flags))
            .protocol(protocol)
            .timeout(timeout)
            .start()) {
      for (int i = 0; i < requests.size(); i++) {
        TrainingRequest training = requests.get(i);
        WorkResponse answer = worker.work(training.request());
        if (answer.exitCode() != training.exitCode()) {
          return wrong(i, answer) + log(worker.log());
        }
      }
      int exitCode = worker.end();
      return exitCode == 0
          ? null
          : "the worker ended with exit code " + exitCode + log(worker.log());
    } catch (WorkerFailure e) {
      return e.getMessage();
    } catch (IllegalStateException e) {
      return e.getMessage(); // It could not be started at all.
    }
  }

  private String wrong(int index, WorkResponse answer) {
    TrainingRequest training = requests.get(index);
    return "training request "
        + (index + 1)
        + ", "
        + training.request().arguments()
        + ", was answered with exit code "
        + answer.exitCode()
        + " instead of "
        + training.exitCode()
        + (answer.output().isBlank() ? "" : ":\n" + answer.output().strip());
  }

  private static String log(String text) {
    String log = text.strip();
    if (log.isEmpty()) {
      return "";
    }
    return "\nThe worker's log:\n" + log.substring(Math.max(0, log.length() - LOG_CHARACTERS));
  }

  /** As little as a client gives: the flags reach the JVM past every launch script. */
  private Map<String, String> environment(List<String> flags) {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", jdk.home().toString());
    environment.put("TMPDIR", System.getProperty("java.io.tmpdir"));
    if (!flags.isEmpty()) {
      // A JVM that crashes leaves no file where it was started, and what it prints is no answer.
      environment.put(
          "JAVA_TOOL_OPTIONS",
          flags.stream().map(flag -> '"' + flag + '"').collect(Collectors.joining(" "))
              + " -Dperdure.archiving=true"
              + " -XX:+DisplayVMOutputToStderr -XX:-CreateCoredumpOnCrash \"-XX:ErrorFile="
              + launcher
              + ".crash\"");
    }
    return environment;
  }
}
