package dev.perdure.worker.storm;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import dev.perdure.worker.process.ProcessConfiguration;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.process.ProcessPoolBuilder;
import dev.perdure.worker.process.ProcessRequest;
import dev.perdure.worker.process.ProcessResponse;
import java.nio.file.Path;
import java.util.List;

/** A worker whose work is done by two processes of a pool; the first argument is its output. */
public final class StormWorker {
  /**
   * Leaves a process of its own session and title, which has the file for errors open, and goes on
   * as what the arguments say.
   */
  private static final String FORK =
      """
      use POSIX;
      if (!fork) {
        POSIX::setsid();
        exit if fork;
        open STDIN, '<', '/dev/null';
        open STDOUT, '>', '/dev/null';
        $0 = 'daemon' x 1000;
        sleep 300;
        exit;
      }
      wait;
      exec @ARGV;
      """;

  private StormWorker() {}

  /** Takes the script of the processes, and the worker's arguments. */
  public static void main(String[] args) {
    ProcessPoolBuilder builder = ProcessPool.builder().maxProcesses(2);
    String sandbox = System.getProperty("storm.sandbox", "");
    if (!sandbox.isEmpty()) {
      builder.additiveSandbox(Path.of(sandbox));
    }
    ProcessPool pool = builder.build();
    ProcessConfiguration child =
        ProcessConfiguration.of("perl", "-e", FORK, "perl", System.getProperty("storm.child"));
    System.exit(Worker.of(context -> work(pool, child, context)).multiplex().run(args));
  }

  private static int work(ProcessPool pool, ProcessConfiguration child, WorkContext context)
      throws Exception {
    List<String> outputs = context.arguments().subList(0, 1);
    ProcessRequest request = ProcessRequest.of(context).withOutputs(outputs);
    ProcessResponse response = pool.run(child, request, context.cancellation());
    context.out().print(response.output());
    context.err().print(response.errors());
    return response.exitCode();
  }
}
