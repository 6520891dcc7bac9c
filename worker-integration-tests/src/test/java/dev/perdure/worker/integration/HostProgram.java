package dev.perdure.worker.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Worker;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/**
 * A program that does its own things before, while and after it has a worker inside; or just its
 * own things, with the argument {@code alone}, for which no class of the worker need be there. It
 * prints the same either way.
 */
final class HostProgram {
  private static final System.Logger LOGGER = System.getLogger("host");

  private HostProgram() {}

  public static void main(String[] args) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> System.out.println("uncaught: " + thrown));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
    Set<String> threads = threads();
    state("before");
    PrintStream before = System.out;
    Guest guest = args[0].equals("alone") ? null : new Guest();
    if (guest != null) {
      guest.work("echo");
      guest.begin("hold");
    }
    state("during");
    if (guest != null) {
      guest.finish();
    }
    ByteArrayOutputStream own = new ByteArrayOutputStream();
    System.setOut(new PrintStream(own, true, UTF_8));
    if (guest != null) {
      guest.work("replace");
      guest.work("echo");
    }
    state("with a stream of its own");
    if (guest != null) {
      guest.end();
    }
    System.out.println("still of its own");
    System.setOut(before);
    System.out.print(own.toString(UTF_8));
    state("after");
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("perdure-")) {
        thread.join(10_000); // Those of a worker that has ended are on their way.
      }
    }
    TreeSet<String> left = new TreeSet<>(threads());
    left.removeAll(threads);
    System.out.println("threads left: " + left);
  }

  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.getName().startsWith("C1 ") && !thread.getName().startsWith("C2 ")) {
        names.add(thread.getName());
      }
    }
    return names;
  }

  private static void state(String when) throws Exception {
    System.out.println(when + ": input " + System.in.read());
    System.err.println(when + ": err");
    LOGGER.log(System.Logger.Level.INFO, "{0} logged", when);
    LOGGER.log(System.Logger.Level.DEBUG, "not logged");
    Thread thread =
        new Thread(
            () -> {
              System.out.println(
                  "of a thread, " + Thread.currentThread().getContextClassLoader().getName());
              throw new IllegalStateException(when);
            });
    thread.start();
    thread.join();
    Set<String> properties = new TreeSet<>(System.getProperties().stringPropertyNames());
    System.out.println(Locale.getDefault() + " " + properties);
  }

  /** The worker inside. */
  private static final class Guest {
    private final PipedOutputStream requests = new PipedOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final BufferedReader answers;
    private final Thread serving;

    Guest() throws IOException {
      PipedInputStream in = new PipedInputStream(requests);
      PipedInputStream answered = new PipedInputStream();
      PipedOutputStream out = new PipedOutputStream(answered);
      answers = new BufferedReader(new InputStreamReader(answered, UTF_8));
      Worker worker =
          Worker.of(
              context -> {
                switch (context.arguments().get(0)) {
                  case "hold" -> {
                    holding.countDown();
                    go.await();
                  }
                  case "replace" -> System.setOut(new PrintStream(new ByteArrayOutputStream()));
                  default -> {}
                }
                System.out.println("answered");
                System.getLogger("tool").log(System.Logger.Level.WARNING, "by the tool");
                return System.in.read();
              });
      serving = new Thread(() -> worker.serve(in, out, log), "serving");
      serving.start();
    }

    void begin(String word) throws Exception {
      requests.write(("{\"arguments\":[\"" + word + "\"],\"verbosity\":10}\n").getBytes(UTF_8));
      requests.flush();
      if (word.equals("hold")) {
        holding.await();
      }
    }

    void work(String word) throws Exception {
      begin(word);
      check(answers.readLine(), word.equals("replace") ? "\"exitCode\":-1" : "answered");
    }

    void finish() throws Exception {
      go.countDown();
      check(answers.readLine(), "answered");
    }

    void end() throws Exception {
      requests.close();
      serving.join();
      check(log.toString(UTF_8), "WARNING tool, request 0: by the tool");
    }

    private static void check(String text, String expected) {
      if (text == null || !text.contains(expected)) {
        throw new AssertionError("expected " + expected + ", got " + text);
      }
    }
  }
}
