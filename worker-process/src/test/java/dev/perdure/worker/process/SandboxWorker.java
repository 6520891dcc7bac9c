package dev.perdure.worker.process;

import java.nio.file.Path;
import java.util.List;

/**
 * Has a pool with an additive sandbox, and lives until its input ends. Arguments: the root, the
 * directory of requests, then an output that each line of its input asks for.
 */
public final class SandboxWorker {
  private SandboxWorker() {}

  /** Prints the directory of its process, then the end of each request. */
  public static void main(String[] args) throws Exception {
    ProcessPool pool =
        ProcessPool.builder().maxProcesses(1).additiveSandbox(Path.of(args[0])).build();
    ProcessRequest request = ProcessRequest.of(Path.of(args[1]), List.of("pwd"));
    System.out.println(pool.run(FakeChild.that(), request, TestToken.never()).output());
    ProcessRequest write =
        request.withArguments(List.of("fill", args[2], "100000000")).withOutputs(List.of(args[2]));
    while (System.in.read() >= 0) {
      System.out.println("exit " + pool.run(FakeChild.that(), write, TestToken.never()).exitCode());
    }
  }

  /** Starts one, by way of {@code prefix}. */
  static Process start(List<String> prefix, Path root, Path requestDir) throws java.io.IOException {
    List<String> command = new java.util.ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), SandboxWorker.class.getName()));
    command.addAll(List.of(root.toString(), requestDir.toString(), "big"));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
