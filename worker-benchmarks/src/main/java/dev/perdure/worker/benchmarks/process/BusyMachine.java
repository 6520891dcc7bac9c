package dev.perdure.worker.benchmarks.process;

import java.util.ArrayList;
import java.util.List;

/** A machine whose processors are all busy, as the other actions of a build keep them. */
public final class BusyMachine {
  /** What is measured meanwhile. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  private BusyMachine() {}

  /** Does this while a process per processor spins. */
  public static void during(Action action) throws Exception {
    List<Process> spinning = new ArrayList<>();
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        spinning.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
      }
      action.run();
    } finally {
      spinning.forEach(process -> process.destroyForcibly().onExit().join());
    }
  }
}
