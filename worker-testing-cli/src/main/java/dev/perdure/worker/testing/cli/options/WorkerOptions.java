package dev.perdure.worker.testing.cli.options;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for starting a worker, the same in every command that starts one. */
public final class WorkerOptions {
  @Option(
      names = {"-p", "--protocol"},
      paramLabel = "proto|json",
      defaultValue = "proto",
      description = "What to speak; ${DEFAULT-VALUE} unless given, as in Bazel.")
  public Protocol protocol;

  @Option(
      names = {"-C", "--directory"},
      paramLabel = "DIR",
      description = "The worker's working directory; this one unless given.")
  public @Nullable Path directory;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description =
          "A variable for the worker. It gets only these and TMPDIR, as from Bazel. May be given"
              + " many times.")
  public Map<String, String> environment = Map.of();

  public @Mixin TimeoutOption timeout;

  /** The harness that starts {@code command}. */
  public WorkerHarness.Builder harness(List<String> command) {
    WorkerHarness.Builder builder =
        WorkerHarness.process(command)
            .protocol(protocol)
            .environment(environment())
            .timeout(timeout.duration());
    return directory == null ? builder : builder.directory(directory);
  }

  /** The worker's whole environment. */
  public Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("TMPDIR", System.getProperty("java.io.tmpdir"));
    all.putAll(environment);
    return all;
  }
}
