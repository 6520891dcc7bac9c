package dev.perdure.worker.testing;

import dev.perdure.worker.runtime.system.Nanos;
import dev.perdure.worker.testing.child.ChildDialogue;
import dev.perdure.worker.testing.child.ChildMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests whether a child process of {@code worker-process} follows its protocol ({@code
 * PROTOCOL.md}). Each check starts a new child.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> child_keepsTheProtocol() {
 *   return ChildConformance.of(command, directory, "compile", "a.txt").checks().stream()
 *       .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe: each setting returns another instance.
 */
public final class ChildConformance {
  /** A single test. */
  public interface Check {
    /** What the child should do, in a few words. */
    String name();

    /**
     * Starts a child and tests it.
     *
     * @throws AssertionError if it does not; the message says what came and what the child printed
     */
    void run() throws IOException, InterruptedException;
  }

  /** The steps of a check, with a child that is ready. */
  private interface Body {
    void test(ChildDialogue child) throws IOException, InterruptedException;
  }

  private record Step(String name, ChildConformance kit, boolean untilReady, Body body)
      implements Check {
    @Override
    public void run() throws IOException, InterruptedException {
      try (ChildDialogue child = kit.start()) {
        if (untilReady) {
          child.receive("ready");
        }
        body.test(child);
      }
    }
  }

  private final List<String> command;
  private final Path directory;
  private final Map<String, String> environment;
  private final List<String> request;
  private final List<List<String>> endless;
  private final Duration timeout;

  private ChildConformance(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      List<String> request,
      List<List<String>> endless,
      Duration timeout) {
    this.command = List.copyOf(command);
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.request = List.copyOf(request);
    this.endless = List.copyOf(endless);
    this.timeout = timeout;
  }

  /**
   * Creates the tests of the given child.
   *
   * @param command what starts it, in the environment of this process
   * @param directory where it is started, and where its requests work
   * @param request the arguments of a request that it answers with exit code 0, and with the same
   *     output each time
   */
  public static ChildConformance of(List<String> command, Path directory, String... request) {
    return new ChildConformance(
        command,
        directory.toAbsolutePath(),
        System.getenv(),
        List.of(request),
        List.of(),
        Duration.ofSeconds(20));
  }

  /** Sets a variable of the child's environment. */
  public ChildConformance withVariable(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new ChildConformance(command, directory, more, request, endless, timeout);
  }

  /**
   * Also tests how the child behaves while it works. A request with these arguments must take a
   * minute or longer.
   */
  public ChildConformance withEndless(String... request) {
    return new ChildConformance(
        command, directory, environment, this.request, List.of(List.of(request)), timeout);
  }

  /** Sets how long the child may take for each step; by default, 20 s. */
  public ChildConformance withTimeout(Duration timeout) {
    Duration limit = Nanos.limit("timeout", timeout);
    return new ChildConformance(command, directory, environment, request, endless, limit);
  }

  private ChildDialogue start() throws IOException {
    return ChildDialogue.start(command, directory, environment, timeout);
  }

  /** The checks; a check of an optional feature passes at once if the child does not have it. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Step("says that it is ready, in protocol 1", this, false, this::ready));
    checks.add(check("answers a request", child -> work(child, 1)));
    checks.add(check("answers the same request in the same way", this::again));
    checks.add(check("skips fields that it does not know", this::unknownField));
    checks.add(check("skips messages that it does not know", this::unknownMessage));
    checks.add(check("reads messages that arrive byte by byte", this::byteByByte));
    checks.add(check("reads messages that arrive together", this::together));
    checks.add(check("skips a cancel that comes too late", this::lateCancel));
    checks.add(check("answers a ping, if it can", child -> ask(child, "ping", "pong")));
    checks.add(check("answers that it forgot, if it can", child -> ask(child, "forget", "forgot")));
    checks.add(check("ends at the end of its input", ChildDialogue::endInput));
    checks.add(check("ends at the end of its input inside a message", this::cutOff));
    for (List<String> each : endless) {
      checks.add(
          check("stops or ends when it is cancelled, if it can", child -> cancel(child, each)));
      checks.add(check("ends at the end of its input while it works", child -> leave(child, each)));
    }
    return checks;
  }

  private Step check(String name, Body body) {
    return new Step(name, this, true, body);
  }

  private void ready(ChildDialogue child) throws IOException, InterruptedException {
    child.expect("1", child.receive("ready").first("protocol"));
  }

  private ChildMessage work(long id, List<String> arguments) {
    ChildMessage message = ChildMessage.of("work").with("id", Long.toString(id));
    message.with("dir", directory.toString());
    arguments.forEach(argument -> message.with("arg", argument));
    return message;
  }

  private ChildMessage work(ChildDialogue child, long id) throws IOException, InterruptedException {
    child.send(work(id, request));
    return answer(child, id);
  }

  private static ChildMessage answer(ChildDialogue child, long id)
      throws IOException, InterruptedException {
    ChildMessage done = child.receive("done");
    child.expect("id " + id, "id " + done.first("id"));
    child.expect("exit 0", "exit " + done.first("exit"));
    return done;
  }

  private void again(ChildDialogue child) throws IOException, InterruptedException {
    String first = work(child, 1).joined("output");
    child.expect(first, work(child, 2).joined("output"));
  }

  private void unknownField(ChildDialogue child) throws IOException, InterruptedException {
    child.send(work(1, request).with("colour", "a=b\n0:\n").with("colour", ""));
    answer(child, 1);
  }

  private void unknownMessage(ChildDialogue child) throws IOException, InterruptedException {
    child.send(ChildMessage.of("greeting").with("id", "1").with("text", "hello"));
    work(child, 2);
  }

  private void byteByByte(ChildDialogue child) throws IOException, InterruptedException {
    for (byte each : work(1, request).bytes()) {
      child.send(new byte[] {each});
    }
    answer(child, 1);
  }

  private void together(ChildDialogue child) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ChildMessage.of("greeting").bytes());
    bytes.writeBytes(work(1, request).bytes());
    child.send(bytes.toByteArray());
    answer(child, 1);
  }

  private void lateCancel(ChildDialogue child) throws IOException, InterruptedException {
    work(child, 1);
    child.send(ChildMessage.of("cancel").with("id", "1"));
    work(child, 2);
  }

  private void ask(ChildDialogue child, String question, String answer)
      throws IOException, InterruptedException {
    if (child.can(question)) {
      child.send(ChildMessage.of(question));
      child.receive(answer);
      work(child, 1);
    }
  }

  private void cutOff(ChildDialogue child) throws IOException, InterruptedException {
    byte[] bytes = work(1, request).bytes();
    child.send(Arrays.copyOf(bytes, bytes.length / 2));
    child.endInput();
  }

  private void cancel(ChildDialogue child, List<String> endless)
      throws IOException, InterruptedException {
    if (child.can("cancel")) {
      child.send(work(1, endless));
      child.send(ChildMessage.of("cancel").with("id", "1"));
      if (child.answersOrEnds(1)) {
        work(child, 2);
      }
    }
  }

  private void leave(ChildDialogue child, List<String> endless)
      throws IOException, InterruptedException {
    child.send(work(1, endless));
    child.endInput();
  }
}
