package dev.perdure.worker.client;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.Worker;
import dev.perdure.worker.multiplex.Multiplex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** A worker that does what its first argument says. */
final class ClientTestWorker {
  private static final CyclicBarrier MEETING = new CyclicBarrier(3);

  private ClientTestWorker() {}

  static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-cp",
        System.getProperty("java.class.path"),
        ClientTestWorker.class.getName());
  }

  public static void main(String[] args) {
    System.exit(Worker.of(ClientTestWorker::work).multiplex(Multiplex.create().slots(3)).run(args));
  }

  private static int work(WorkContext context) throws Exception {
    List<String> arguments = context.arguments();
    switch (arguments.get(0)) {
      case "pid" -> context.out().print(ProcessHandle.current().pid());
      case "inputs" -> context.inputs().forEach(input -> context.out().println(input));
      case "sandbox" -> context.out().print(context.resolve("file"));
      case "exit" -> {
        return Integer.parseInt(arguments.get(1));
      }
      case "meet" -> MEETING.await(30, TimeUnit.SECONDS);
      case "die" -> Runtime.getRuntime().halt(3);
      case "die-once" -> dieOnce(Path.of(arguments.get(1)), context);
      case "wait" -> {
        Files.writeString(Path.of(arguments.get(1)), "waits");
        waitForCancel(context);
      }
      case "child" -> {
        Process child = new ProcessBuilder("sleep", "600").start();
        context.out().print(child.pid());
      }
      default -> throw new IllegalArgumentException(arguments.toString());
    }
    return 0;
  }

  private static void waitForCancel(WorkContext context) throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    context.cancellation().onCancel(cancelled::countDown);
    cancelled.await();
    context.cancellation().throwIfCancelled();
  }

  private static void dieOnce(Path file, WorkContext context) throws IOException {
    if (Files.notExists(file)) {
      Files.writeString(file, "died");
      Runtime.getRuntime().halt(3);
    }
    context.out().print("lives");
  }
}
