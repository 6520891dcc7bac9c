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
  PROTO_PROCESS(Protocol.PROTO, true),
  SMALL_HEAP(Protocol.JSON, true),
  BUSY_COMMON_POOL(Protocol.PROTO, true);

  private final Protocol protocol;
  private final boolean process;

  Place(Protocol protocol, boolean process) {
    this.protocol = protocol;
    this.process = process;
  }

  private String[] flags() {
    return switch (this) {
      case SMALL_HEAP -> new String[] {"-Xmx24m"};
      // With a parallelism of 1, older JDKs do without the pool.
      case BUSY_COMMON_POOL ->
          new String[] {
            "-Dpool=blocked", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2"
          };
      default -> new String[0];
    };
  }

  boolean isProcess() {
    return process;
  }

  /** As much as may be printed at once where an answer must fit into the heap several times. */
  int largeText() {
    return this == SMALL_HEAP ? 1_000_000 : 5_000_000;
  }

  WorkerHarness start(Loop loop) {
    WorkerHarness.Builder builder =
        process
            ? WorkerHarness.process(command(loop, flags()))
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
