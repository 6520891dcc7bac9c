package dev.perdure.worker.process;

import java.nio.file.Path;
import java.util.List;

/** Starts children of all kinds, prints their ids, a line each, then "ready", and waits. */
public final class PooledWorker {
  private PooledWorker() {}

  /** Runs until it is killed or its input ends. */
  public static void main(String[] args) throws Exception {
    ProcessPool pool = ProcessPool.builder().maxProcesses(3).build();
    Path dir = Path.of("").toAbsolutePath();
    // An idle one that heeds the end of its input, and one that has left an orphan behind.
    print(pool, FakeChild.that("idle"), ProcessRequest.of(dir, List.of("pid")));
    print(pool, FakeChild.that("forks"), ProcessRequest.of(dir, List.of("pid")));
    ProcessRequest fork = ProcessRequest.of(dir, List.of("fork"));
    System.out.println(pool.run(FakeChild.that("forks"), fork, TestToken.never()).errors());
    // One that does not read any more.
    ProcessConfiguration hanging = FakeChild.that("hangs");
    print(pool, hanging, ProcessRequest.of(dir, List.of("pid")));
    Thread thread =
        new Thread(
            () -> {
              try {
                pool.run(hanging, ProcessRequest.of(dir, List.of("hang")), TestToken.never());
              } catch (ProcessFailedException | InterruptedException e) {
                // It is killed with everything else.
              }
            });
    thread.setDaemon(true);
    thread.start();
    System.out.println("ready");
    while (System.in.read() >= 0) {}
  }

  private static void print(ProcessPool pool, ProcessConfiguration tool, ProcessRequest request)
      throws Exception {
    System.out.println(pool.run(tool, request, TestToken.never()).output());
  }
}
