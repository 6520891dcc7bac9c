package dev.perdure.worker.it.bazel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way in which a Bazel talks to a worker.
 *
 * @param bazel which one
 * @param protocol json or proto
 * @param multiplex many requests at once, or one
 */
record Variant(BazelInstallation bazel, String protocol, boolean multiplex) {
  static Stream<Variant> all() {
    return Stream.of(BazelInstallation.inChroot(), BazelInstallation.onMachine())
        .flatMap(
            bazel ->
                Stream.of("json", "proto")
                    .flatMap(
                        protocol ->
                            Stream.of(true, false)
                                .map(multiplex -> new Variant(bazel, protocol, multiplex))));
  }

  /** Writes what makes a worker of {@code //workers:it} that is talked to in this way. */
  void fill(Workspace workspace) throws IOException {
    workspace.write("WORKSPACE", "");
    workspace.write("BUILD", "");
    workspace.copySample("bazel/perdure_worker.bzl", "ws/perdure_worker.bzl");
    workspace.writeScript(
        "workers/it-worker",
        "#!/bin/sh\nexec java -XX:TieredStopAtLevel=1 -jar \"$0.jar\" \"$@\"\n");
    WorkerJar.write(workspace.file("workers/it-worker.jar"), "1");
    workspace.write(
        "workers/BUILD",
        """
        load("//:perdure_worker.bzl", "perdure_worker")
        perdure_worker(
          name = "it",
          launcher = "it-worker",
          data = ["it-worker.jar"],
          protocol = "%s",
          multiplex = %s,
          startup_arguments = ["--events=%s"%s],
          visibility = ["//visibility:public"],
        )
        """
            .formatted(
                protocol,
                multiplex ? "True" : "False",
                workspace.inside("events"),
                multiplex ? "" : ", \"" + ScriptedWork.SINGLEPLEX + "\""));
  }

  /** The arguments of a build of {@code targets}, in which nothing falls back to another way. */
  List<String> build(Sandboxing sandboxing, String... targets) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "build",
                "--strategy=It=worker",
                "--worker_verbose",
                "--noshow_progress",
                "--color=no",
                "--curses=no",
                "--jobs=16"));
    if (bazel.version() >= 7) {
      arguments.addAll(List.of("--noenable_bzlmod", "--local_resources=cpu=32"));
    } else {
      arguments.addAll(
          List.of("--local_cpu_resources=32", "--experimental_worker_allow_json_protocol"));
    }
    if (sandboxing == Sandboxing.ON) {
      arguments.addAll(List.of("--worker_sandboxing", "--experimental_worker_cancellation"));
      if (bazel.version() >= 7) {
        arguments.add("--experimental_worker_multiplex_sandboxing");
      }
    }
    arguments.addAll(List.of(targets));
    return arguments;
  }

  /** Whether many requests go to one process: before Bazel 5, sandboxed ones never do (F4). */
  boolean isMultiplexed(Sandboxing sandboxing) {
    return multiplex && (sandboxing == Sandboxing.OFF || bazel.version() >= 5);
  }

  @Override
  public String toString() {
    return bazel + " " + protocol + (multiplex ? " multiplex" : " singleplex");
  }

  /** Whether each request has a directory of its own, and can be cancelled. */
  enum Sandboxing {
    OFF,
    ON
  }
}
