package dev.perdure.worker.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Leaves an orphan for each argument, which says how it hides; prints their ids, and waits. */
public final class OrphanWorker {
  private OrphanWorker() {}

  /** Runs until it is killed or its input ends. */
  public static void main(String[] args) throws Exception {
    ProcessPool pool = ProcessPool.builder().maxProcesses(1).build();
    for (String how : args) {
      List<String> arguments = new ArrayList<>(List.of("orphan"));
      arguments.addAll(List.of(how.split(" ")));
      ProcessRequest request = ProcessRequest.of(Path.of("").toAbsolutePath(), arguments);
      System.out.println(pool.run(FakeChild.that(), request, TestToken.never()).output());
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {}
  }
}
