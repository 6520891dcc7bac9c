package dev.perdure.worker.integration;

import dev.perdure.worker.Worker;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a worker that does {@link Deeds} runs, and in which protocol it is spoken to. */
enum Place {
  JSON_IN_PROCESS(Protocol.JSON, false),
  PROTO_IN_PROCESS(Protocol.PROTO, false),
  JSON_PROCESS(Protocol.JSON, true),
  PROTO_PROCESS(Protocol.PROTO, true);

  private final Protocol protocol;
  private final boolean process;

  Place(Protocol protocol, boolean process) {
    this.protocol = protocol;
    this.process = process;
  }

  boolean isProcess() {
    return process;
  }

  WorkerHarness start(Loop loop) {
    WorkerHarness.Builder builder =
        process
            ? WorkerHarness.process(command(loop))
            : WorkerHarness.inProcess(loop.configure(Worker.of(Deeds::work)));
    return builder.protocol(protocol).start();
  }

  /** The command of the worker as a process, which starts fast; without the worker flag. */
  static List<String> command(Loop loop, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dloop=" + loop));
    // A path relative to nothing: the worker may run in another directory.
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(Arrays.asList(flags));
    command.add(DeedWorker.class.getName());
    return command;
  }
}
