package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.WorkContext;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What tools do on threads that they did not start for the request. */
final class ThreadDeeds {
  /** As a logging library keeps it that is set up before the worker runs. */
  private static final PrintStream EARLY_OUT = System.out;

  /** Its threads are started before the worker runs, so by no request. */
  private static final ExecutorService EARLIER = Executors.newFixedThreadPool(4);

  private static final Cleaner CLEANER = Cleaner.create();

  private static final List<ExecutorService> KEPT_POOLS = new CopyOnWriteArrayList<>();

  private ThreadDeeds() {}

  /** Its threads are started by the first request that uses them. */
  private static final class Kept {
    static final ExecutorService POOL = Executors.newFixedThreadPool(1);
  }

  static void startThreads() throws InterruptedException {
    List<Callable<String>> tasks = Collections.nCopies(4, () -> "");
    EARLIER.invokeAll(tasks);
  }

  /** As a program around the worker can: whoever needs the common pool waits for ever. */
  static void blockCommonPool() throws InterruptedException {
    int threads = ForkJoinPool.getCommonPoolParallelism();
    CountDownLatch blocked = new CountDownLatch(threads);
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < threads; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                blocked.countDown();
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt(); // Nobody does.
                }
              });
    }
    blocked.await();
  }

  static int work(WorkContext context) throws Exception {
    List<String> arguments = context.arguments();
    String argument = arguments.size() > 1 ? arguments.get(1) : "";
    switch (arguments.get(0)) {
      case "print-on" -> runOn(executor(argument), () -> System.out.print("on " + argument));
      // The work waits for what does not come.
      case "exit-on" -> {
        int status = Integer.parseInt(arguments.get(2));
        executor(argument).execute(() -> System.exit(status));
        new CountDownLatch(1).await();
      }
      case "exit-caught" -> {
        executor(argument)
            .execute(
                () -> {
                  try {
                    System.exit(5);
                  } catch (Throwable e) {
                    // As pools do with whatever their tasks throw.
                  }
                });
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          new CountDownLatch(1).await(); // Swallowed.
        }
      }
      case "exit-deaf" -> {
        int status = Integer.parseInt(argument);
        new Thread(() -> System.exit(status)).start();
        while (true) {
          LockSupport.park();
          var unused = Thread.interrupted(); // Whatever it is told.
        }
      }
      case "exit-in-hook" -> addHook(() -> System.exit(Integer.parseInt(argument)));
      case "halt-in-hook" -> addHook(() -> Runtime.getRuntime().halt(Integer.parseInt(argument)));
      case "keep-thread" -> {
        // Each in a pool of its own that nobody ends, as of a tool that makes one for each run.
        ExecutorService pool = Executors.newFixedThreadPool(1);
        KEPT_POOLS.add(pool);
        runOn(pool, () -> System.getLogger("tool").log(System.Logger.Level.INFO, "kept"));
      }
      case "exit-later" ->
          EARLIER.execute(
              () -> {
                while (!Files.exists(Path.of(argument))) {
                  LockSupport.parkNanos(1_000_000);
                }
                System.exit(3);
              });
      case "early-out" -> {
        EARLY_OUT.println("early " + argument);
        EARLY_OUT.flush();
      }
      case "descriptor-out" -> {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        out.write((argument + "\n").getBytes(UTF_8));
      }
      case "descriptor-in" -> {
        return new FileInputStream(FileDescriptor.in).read();
      }
      default -> throw new IllegalArgumentException("no deed: " + arguments);
    }
    return 0;
  }

  private static void addHook(Runnable hook) {
    Runtime.getRuntime().addShutdownHook(new Thread(hook));
  }

  /** Waits by itself: some pools run a task on the thread that waits for it by their own means. */
  private static void runOn(Executor pool, Runnable task) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    pool.execute(
        () -> {
          task.run();
          done.countDown();
        });
    done.await();
  }

  private static Executor executor(String name) {
    return switch (name) {
      case "earlier" -> EARLIER;
      case "kept" -> Kept.POOL;
      case "common" -> ForkJoinPool.commonPool();
      case "future" ->
          task -> {
            var unused = CompletableFuture.runAsync(task);
          };
      case "delayed" -> CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);
      case "timer" ->
          task ->
              new Timer(true)
                  .schedule(
                      new TimerTask() {
                        @Override
                        public void run() {
                          task.run();
                        }
                      },
                      1);
      case "thread" -> task -> new Thread(task).start();
      case "bare-thread" -> task -> new Thread(null, task, "bare", 0, false).start();
      case "virtual" -> ThreadDeeds::startVirtual;
      case "cleaner" -> ThreadDeeds::runWhenCleaned;
      case "finalizer" -> ThreadDeeds::runWhenFinalized;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void runWhenCleaned(Runnable task) {
    CountDownLatch begun = new CountDownLatch(1);
    CLEANER.register(new Object(), () -> beginAndRun(begun, task));
    collectUntil(begun);
  }

  private static void runWhenFinalized(Runnable task) {
    CountDownLatch begun = new CountDownLatch(1);
    makeGarbage(() -> beginAndRun(begun, task));
    collectUntil(begun);
  }

  /** In a frame that is gone when garbage is collected. */
  private static void makeGarbage(Runnable task) {
    var unused = new Finalized(task);
  }

  private static void beginAndRun(CountDownLatch begun, Runnable task) {
    begun.countDown();
    task.run();
  }

  /** Has the collector find what is garbage, until what waits for that has begun. */
  private static void collectUntil(CountDownLatch begun) {
    while (begun.getCount() > 0) {
      System.gc();
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** As old tools have them. */
  private static final class Finalized {
    private final Runnable task;

    Finalized(Runnable task) {
      this.task = task;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize"})
    protected void finalize() {
      task.run();
    }
  }

  private static void startVirtual(Runnable task) {
    try {
      Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (NoSuchMethodException e) {
      new Thread(task).start(); // There are none before JDK 21.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
