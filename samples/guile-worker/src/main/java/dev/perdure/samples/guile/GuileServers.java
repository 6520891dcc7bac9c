package dev.perdure.samples.guile;

import dev.perdure.worker.process.ProcessConfiguration;
import dev.perdure.worker.process.ProcessRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How background processes are started, and how requests are sent to them. Thread-safe. */
final class GuileServers {
  private static final String LOAD_PATH = "GUILE_LOAD_PATH";
  private static final String COMPILED_PATH = "GUILE_LOAD_COMPILED_PATH";

  // The collector's heap begins with the size that most modules allocate. Marking has one thread,
  // since other threads don't survive a fork.
  private static final Map<String, String> COLLECTOR =
      Map.of("GC_INITIAL_HEAP_SIZE", "64M", "GC_MARKERS", "1");

  private final ServerHome home;

  /** The folders of compiled servers, by the programs that they are for. Guarded by this. */
  private final Map<List<String>, Path> homes = new HashMap<>();

  /** The configurations of which a process has answered. Guarded by this. */
  private final Set<ProcessConfiguration> proven = new HashSet<>();

  GuileServers(ServerHome home) {
    this.home = home;
  }

  /**
   * The configuration of a process that can serve the request.
   *
   * @throws IOException if the server can't be compiled
   */
  synchronized ProcessConfiguration configuration(GuileOptions options)
      throws IOException, InterruptedException {
    List<String> programs = List.of(options.guild(), options.guile());
    Path compiled = homes.get(programs);
    if (compiled == null) {
      compiled = home.of(options);
      homes.put(programs, compiled);
    }
    String level = CompilerLevel.of(options.arguments());
    ProcessConfiguration configuration =
        ProcessConfiguration.of(options.guild(), "compile", level, options.guild())
            .withVariable(LOAD_PATH, "...") // Only Guile's own folders.
            .withVariable(COMPILED_PATH, compiled.toString());
    for (Map.Entry<String, String> variable : COLLECTOR.entrySet()) {
      configuration = configuration.withVariable(variable.getKey(), variable.getValue());
    }
    return options.guile().isEmpty()
        ? configuration
        : configuration.withVariable("GUILE", options.guile());
  }

  /** The request, with the variables that the process itself was not started with. */
  ProcessRequest request(GuileOptions options, Path directory) {
    ProcessRequest request = ProcessRequest.of(directory, options.arguments());
    for (String name : List.of(LOAD_PATH, "GC_INITIAL_HEAP_SIZE", "GC_MARKERS")) {
      String value = System.getenv(name);
      if (value != null) {
        request = request.withVariable(name, value);
      }
    }
    String compiledPath = GuildCommand.compiledPath(options);
    return compiledPath.isEmpty() && System.getenv(COMPILED_PATH) == null
        ? request
        : request.withVariable(COMPILED_PATH, compiledPath);
  }

  /** Notes that a process of this configuration has answered. */
  synchronized void prove(ProcessConfiguration configuration) {
    proven.add(configuration);
  }

  /**
   * Whether a process of this configuration has ever answered. If none has, such processes can't
   * run here.
   */
  synchronized boolean isProven(ProcessConfiguration configuration) {
    return proven.contains(configuration);
  }
}
