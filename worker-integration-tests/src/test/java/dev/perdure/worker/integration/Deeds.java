package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Library;
import com.sun.jna.Native;
import dev.perdure.worker.Input;
import dev.perdure.worker.PathArguments;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkFailedException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A handler that does what the first argument of the request names. Files that it creates tell the
 * test how far it is.
 */
final class Deeds {
  private Deeds() {}

  static int work(WorkContext context) throws Exception {
    List<String> arguments = context.arguments();
    String argument = arguments.size() > 1 ? arguments.get(1) : "";
    switch (arguments.isEmpty() ? "nothing" : arguments.get(0)) {
      case "nothing" -> {
        return 0;
      }
      case "echo" -> System.out.print(String.join("|", arguments.subList(1, arguments.size())));
      case "return" -> {
        return Integer.parseInt(argument);
      }
      case "describe" -> describe(context);
      case "relocate" ->
          System.out.print(
              String.join(" ", PathArguments.create().output("-d").operands().relocate(context)));
      case "describe-start" -> describeStart(context);
      case "fail" -> Failures.fail(argument);
      case "fail-known" -> throw new WorkFailedException(Integer.parseInt(argument), "not today");
      case "resolve" -> System.out.print(context.resolve(argument));
      case "keep" -> Keeping.fill(argument);
      case "keep-and-return" -> {
        return Keeping.fillAndReturn(argument);
      }
      case "keep-for-ever" -> Keeping.fillForEver(argument, Path.of(arguments.get(2)));
      case "retire" -> {
        context.retireWorker(argument);
        return 3;
      }
      case "print" -> System.out.print("x".repeat(Integer.parseInt(argument)));
      case "print-much" -> {
        String mebibyte = "x".repeat(1 << 20);
        for (int i = 0; i < Integer.parseInt(argument); i++) {
          System.out.print(mebibyte);
        }
      }
      case "leave-flag" -> {
        boolean seen = Thread.currentThread().isInterrupted();
        Thread.currentThread().interrupt();
        return seen ? 9 : 0;
      }
      case "exit" -> System.exit(Integer.parseInt(argument));
      case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
      case "thread-prints" -> {
        Thread thread = new Thread(() -> System.err.print("of a thread"));
        thread.start();
        thread.join();
      }
      case "late-print" -> latePrint(Path.of(argument));
      case "read" -> {
        return System.in.read();
      }
      case "context-loader" ->
          System.out.print(Thread.currentThread().getContextClassLoader().getName());
      case "threads" -> System.out.print(ownThreads());
      case "log" -> System.getLogger("deeds").log(System.Logger.Level.INFO, "logged {0}", argument);
      case "write-file" -> Files.writeString(context.resolve(argument), "written", UTF_8);
      // Bytes for file descriptor 1, past System.out.
      case "junk-of-descriptor" -> {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
          out.write("junk".getBytes(UTF_8));
        } catch (IOException e) {
          // So early the JDK's descriptor is closed: as good as a write to nowhere.
          return 0;
        }
      }
      case "junk-of-library" -> {
        return Native.load("c", C.class).write(1, "junk".getBytes(UTF_8), 4) == 4 ? 0 : 9;
      }
      case "shell" -> {
        return new ProcessBuilder("/bin/sh", "-c", argument).inheritIO().start().waitFor();
      }
      // Work that goes on, until it is told otherwise.
      case "await-token" -> awaitToken(context, Path.of(argument));
      case "await-interrupt" -> {
        Files.createFile(Path.of(argument));
        new CountDownLatch(1).await();
      }
      case "await-file" -> {
        // Heeds neither token nor interrupts, but notes those.
        Files.createFile(Path.of(argument));
        awaitFile(Path.of(arguments.get(2)), Path.of(argument + ".interrupted"));
        Files.createFile(Path.of(arguments.get(3)));
        System.out.print("finished");
      }
      case "attached-child" -> {
        Process child = context.attach(new ProcessBuilder("sleep", "1000").start());
        Files.createFile(Path.of(argument));
        return child.waitFor();
      }
      case "child" -> {
        Process child = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(Path.of(argument + ".part"), Long.toString(child.pid()), UTF_8);
        Files.move(Path.of(argument + ".part"), Path.of(argument));
        child.waitFor();
      }
      default -> {
        return ThreadDeeds.work(context);
      }
    }
    return 0;
  }

  /** The library that every native tool uses. */
  public interface C extends Library {
    int write(int descriptor, byte[] bytes, long length);
  }

  private static void describe(WorkContext context) {
    StringBuilder text = new StringBuilder().append(context.arguments());
    for (Input input : context.inputs()) {
      text.append(" ").append(input.path()).append("=").append(input.digest());
    }
    System.out.printf(
        "%s id=%d verbosity=%d x=%s",
        text, context.requestId(), context.verbosity(), context.resolve("x"));
  }

  private static void describeStart(WorkContext context) {
    System.out.printf(
        "startup=%s request=%s worker=%s root=%s",
        context.startupArguments(),
        context.requestArguments(),
        context.workerArguments(),
        context.root());
  }

  private static void latePrint(Path file) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              awaitFile(file, Path.of(file + ".interrupted"));
              System.out.println("late print");
            });
    thread.setDaemon(true);
    thread.start();
    begun.await();
  }

  private static void awaitToken(WorkContext context, Path running) throws Exception {
    Semaphore told = new Semaphore(0);
    var unused = context.cancellation().onCancel(told::release);
    Files.createFile(running);
    // On a busy machine the interrupt that follows can be there first.
    told.acquireUninterruptibly();
    context.cancellation().throwIfCancelled();
  }

  private static void awaitFile(Path file, Path interrupted) {
    while (!Files.isRegularFile(file)) {
      LockSupport.parkNanos(1_000_000);
      if (Thread.interrupted()) {
        try {
          Files.writeString(interrupted, "", UTF_8);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static String ownThreads() {
    List<String> names = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("perdure-")) {
        names.add(thread.getName());
      }
    }
    return String.join(" ", names);
  }

  /** What handlers throw. */
  static final class Failures {
    private static final int MEBIBYTE = 1 << 20;

    private Failures() {}

    static void fail(String kind) throws Exception {
      switch (kind) {
        case "checked" -> throw new IOException("own");
        case "sneaky" -> Failures.<RuntimeException>sneak(new InterruptedException("sneaky"));
        case "throwable" -> Failures.<RuntimeException>sneak(new Throwable("bare"));
        case "error" -> throw new AssertionError("wrong");
        case "linkage" -> throw new NoClassDefFoundError("gone/Class");
        case "recursion" -> System.out.print(recurse(1));
        case "unprintable" -> throw new Unprintable();
        case "memory" -> fill();
        case "threads" -> crowd();
        default -> throw new IllegalArgumentException(kind);
      }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
      throw (T) failure;
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int recurse(int depth) {
      return recurse(depth + 1) + depth;
    }

    private static void fill() {
      List<byte[]> all = new ArrayList<>();
      while (!all.contains(new byte[0])) {
        all.add(new byte[MEBIBYTE]);
      }
    }

    /** Starts threads, which nobody ends, until there is no room for another. */
    private static void crowd() {
      CountDownLatch never = new CountDownLatch(1);
      while (never.getCount() > 0) {
        new Thread(
                () -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // Nobody does.
                  }
                })
            .start();
      }
    }

    private static final class Unprintable extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new UnsupportedOperationException("no message");
      }
    }
  }
}
