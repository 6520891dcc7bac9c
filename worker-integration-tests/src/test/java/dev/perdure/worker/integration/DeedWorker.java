package dev.perdure.worker.integration;

import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.Worker;
import dev.perdure.worker.multiplex.Multiplex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A worker process that does {@link Deeds}. Set up by system properties, since its arguments are
 * its requests' startup arguments: {@code loop}; {@code main=stays} for a main method that does not
 * return; {@code hook=hangs} for a shutdown hook that does not; {@code hook=slow} for one that
 * takes two seconds and leaves a file; {@code pool=early} for a pool whose threads are started
 * before the worker; {@code output} for the bytes of output that an answer keeps; {@code slots} for
 * those of a multiplex worker; {@code stuck=retires} for one that soon gives up work that can't be
 * stopped; {@code pool=blocked} for a common pool all of whose threads wait for ever.
 */
final class DeedWorker {
  private DeedWorker() {}

  public static void main(String[] args) throws InterruptedException {
    if ("hangs".equals(System.getProperty("hook"))) {
      Runtime.getRuntime().addShutdownHook(new Thread(DeedWorker::hang, "hanging-hook"));
    }
    if ("slow".equals(System.getProperty("hook"))) {
      Runtime.getRuntime().addShutdownHook(new Thread(DeedWorker::leaveFile, "slow-hook"));
    }
    Loop loop = Loop.valueOf(System.getProperty("loop", "SINGLEPLEX"));
    if ("early".equals(System.getProperty("pool"))) {
      ThreadDeeds.startThreads();
    }
    Worker worker = loop.configure(Worker.of(Deeds::work)).workerArguments("--deeds");
    if ("blocked".equals(System.getProperty("pool"))) {
      ThreadDeeds.blockCommonPool();
    }
    if ("retires".equals(System.getProperty("stuck"))) {
      Duration soon = Duration.ofMillis(1);
      worker = worker.cancelling(new CancelSteps(true, soon, soon, soon).retireWhenStuck(soon));
    }
    int slots = Integer.getInteger("slots", 0);
    if (slots > 0 && loop == Loop.MULTIPLEX) {
      worker = worker.multiplex(Multiplex.create().slots(slots));
    }
    int output = Integer.getInteger("output", 0);
    int exitCode = (output == 0 ? worker : worker.maxOutput(output)).run(args);
    if ("stays".equals(System.getProperty("main"))) {
      hang();
    }
    System.exit(exitCode);
  }

  private static void leaveFile() {
    try {
      Thread.sleep(2000);
      Files.createFile(Path.of(System.getenv("TMPDIR"), "left-by-hook"));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void hang() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // Stubborn.
      }
    }
  }
}
