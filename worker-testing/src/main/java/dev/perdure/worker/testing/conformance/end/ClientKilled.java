package dev.perdure.worker.testing.conformance.end;

import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.trial.Check;
import dev.perdure.worker.testing.conformance.trial.CheckDefinition;
import dev.perdure.worker.testing.conformance.trial.Job;
import dev.perdure.worker.testing.conformance.trial.Trial;
import dev.perdure.worker.testing.conformance.worker.Role;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** When a client is killed, nobody tells the worker; only the pipes are closed. */
public final class ClientKilled implements Check {
  @Override
  public CheckDefinition definition() {
    return CheckDefinition.of(
            "client-killed", "a worker at work ends when its client is killed", "F18")
        .roles(Role.SLOW)
        .remedy(
            "Watch for the end of input while work runs: after kill -9 of the client, nothing else"
                + " comes.");
  }

  @Override
  public void run(Trial trial) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                KillableClient.class.getName()));
    command.addAll(trial.worker().command());
    for (Job slow : trial.jobs(Role.SLOW)) {
      WorkerHarness client = trial.start(command, trial.worker().environment(), true);
      trial.sends("a slow request, and kill -9 of the client");
      client.send(slow.request());
      trial.awaitStart(slow);
      client.kill();
      client.close();
    }
  }

  private static String classPath() throws URISyntaxException {
    return Path.of(KillableClient.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }
}
