package dev.perdure.worker.benchmarks;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.FileDigests;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The ways to run a compiler, all in one folder: a new process, a new worker, a warm worker. */
record CompilerTrials(Path folder) {
  /** Starts the worker that this script launches, with arguments for itself. */
  MeasuredProcess start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "--persistent_worker"));
    command.addAll(List.of(arguments));
    return MeasuredProcess.start(folder, command);
  }

  /** A new process for each compilation. */
  Trial cold(List<String> command) {
    return () -> {
      double cpu = MeasuredProcess.endedCpuMillis();
      long start = System.nanoTime();
      try (MeasuredProcess compiler = MeasuredProcess.start(folder, command)) {
        compiler.awaitSuccess();
      }
      double wall = (System.nanoTime() - start) / 1e6;
      return quantities(MeasuredProcess.endedCpuMillis() - cpu, wall);
    };
  }

  /** One of {@code actions} compilations by a worker that has run for a while. */
  static Trial warm(MeasuredProcess worker, List<String> arguments, int actions) {
    byte[] request = WireFormat.PROTO.bytes(WorkRequest.of(0, arguments));
    Client client = new Client(worker, WireFormat.PROTO, WorkRequest.of(0, arguments), 1);
    return () -> {
      double cpu = worker.cpuMillis();
      long start = System.nanoTime();
      for (int i = 0; i < actions; i++) {
        client.roundTrip(request);
      }
      double wall = (System.nanoTime() - start) / 1e6;
      return quantities((worker.cpuMillis() - cpu) / actions, wall / actions);
    };
  }

  /** The first compilation of a new worker, with its start. */
  Trial first(Path launcher, List<String> arguments) {
    WorkRequest request = WorkRequest.of(0, arguments);
    return () -> {
      long start = System.nanoTime();
      try (MeasuredProcess worker = start(launcher)) {
        new Client(worker, WireFormat.PROTO, request, 1).roundTrip(WireFormat.PROTO.bytes(request));
        double wall = (System.nanoTime() - start) / 1e6;
        return quantities(worker.cpuMillis(), wall);
      }
    };
  }

  /**
   * One compilation of which the worker knows what has changed.
   *
   * @param inputs the paths that the request names, with their digests
   * @param edit changes them
   */
  Trial edited(
      MeasuredProcess worker, List<String> arguments, List<String> inputs, Callable<?> edit) {
    return () -> {
      edit.call();
      WorkRequest request = WorkRequest.of(0, arguments).withInputs(digested(inputs));
      byte[] bytes = WireFormat.PROTO.bytes(request);
      Client client = new Client(worker, WireFormat.PROTO, request, 1);
      double cpu = worker.cpuMillis();
      long start = System.nanoTime();
      client.roundTrip(bytes);
      double wall = (System.nanoTime() - start) / 1e6;
      return quantities(worker.cpuMillis() - cpu, wall);
    };
  }

  private List<Input> digested(List<String> paths) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (String path : paths) {
      inputs.add(new Input(path, Digest.ofText(FileDigests.sha256(folder.resolve(path)))));
    }
    return inputs;
  }

  /** How large a new worker is after {@code actions} compilations. */
  Trial resident(Path launcher, List<String> arguments, int actions) {
    WorkRequest request = WorkRequest.of(0, arguments);
    byte[] bytes = WireFormat.PROTO.bytes(request);
    return () -> {
      try (MeasuredProcess worker = start(launcher)) {
        Client client = new Client(worker, WireFormat.PROTO, request, 1);
        for (int i = 0; i < actions; i++) {
          client.roundTrip(bytes);
        }
        return List.of(new Quantity("resident", "MiB", worker.residentMebibytes()));
      }
    };
  }

  private static List<Quantity> quantities(double cpu, double wall) {
    return List.of(new Quantity("CPU", "ms", cpu), new Quantity("wall", "ms", wall));
  }
}
