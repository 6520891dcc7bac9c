package dev.perdure.worker.benchmarks;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.benchmarks.frame.Quantity;
import dev.perdure.worker.benchmarks.frame.Trial;
import dev.perdure.worker.benchmarks.process.Client;
import dev.perdure.worker.benchmarks.process.MeasuredProcess;
import dev.perdure.worker.benchmarks.process.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The ways to run a compiler, all in one folder: a new process, a new worker, a warm worker. */
record CompilerTrials(Path folder) {
  /** Starts the worker that this script launches. */
  MeasuredProcess start(Path launcher) throws IOException {
    return MeasuredProcess.start(folder, List.of(launcher.toString(), "--persistent_worker"));
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
