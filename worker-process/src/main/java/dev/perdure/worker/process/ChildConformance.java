package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import dev.perdure.worker.process.wire.MessageWriter;
import dev.perdure.worker.runtime.system.Nanos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests whether a child follows the protocol of {@code PROTOCOL.md}. Each check starts a new child.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> child_keepsTheProtocol() {
 *   return ChildConformance.of(configuration, request).checks().stream()
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
      try (ChildDialogue child = ChildDialogue.start(kit.configuration, kit.timeout)) {
        if (untilReady) {
          child.receive("ready");
        }
        body.test(child);
      }
    }
  }

  private final ProcessConfiguration configuration;
  private final ProcessRequest request;
  private final List<ProcessRequest> endless;
  private final Duration timeout;

  private ChildConformance(
      ProcessConfiguration configuration,
      ProcessRequest request,
      List<ProcessRequest> endless,
      Duration timeout) {
    this.configuration = configuration;
    this.request = request;
    this.endless = List.copyOf(endless);
    this.timeout = timeout;
  }

  /**
   * Creates the tests of the given child.
   *
   * @param child how the child is started
   * @param request a request that it answers with exit code 0, and with the same output each time
   */
  public static ChildConformance of(ProcessConfiguration child, ProcessRequest request) {
    return new ChildConformance(child, request, List.of(), Duration.ofSeconds(20));
  }

  /** Also tests how the child behaves while it works. The request must take a minute or longer. */
  public ChildConformance withEndless(ProcessRequest request) {
    return new ChildConformance(configuration, this.request, List.of(request), timeout);
  }

  /** Sets how long the child may take for each step; by default, 20 s. */
  public ChildConformance withTimeout(Duration timeout) {
    Duration limit = Nanos.limit("timeout", timeout);
    return new ChildConformance(configuration, request, endless, limit);
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
    for (ProcessRequest each : endless) {
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
    child.expect("1", String.valueOf(child.receive("ready").first("protocol")));
  }

  private Message work(ChildDialogue child, long id) throws IOException, InterruptedException {
    child.send(ToolProcess.message(id, request));
    return answer(child, id);
  }

  private static Message answer(ChildDialogue child, long id)
      throws IOException, InterruptedException {
    Message done = child.receive("done");
    child.expect("id " + id, "id " + done.first("id"));
    child.expect("exit 0", "exit " + done.first("exit"));
    return done;
  }

  private void again(ChildDialogue child) throws IOException, InterruptedException {
    String first = work(child, 1).joined("output");
    child.expect(first, work(child, 2).joined("output"));
  }

  private void unknownField(ChildDialogue child) throws IOException, InterruptedException {
    child.send(ToolProcess.message(1, request).with("colour", "a=b\n0:\n").with("colour", ""));
    answer(child, 1);
  }

  private void unknownMessage(ChildDialogue child) throws IOException, InterruptedException {
    child.send(Message.of("greeting").with("id", "1").with("text", "hello"));
    work(child, 2);
  }

  private void byteByByte(ChildDialogue child) throws IOException, InterruptedException {
    for (byte each : MessageWriter.encode(ToolProcess.message(1, request))) {
      child.sendBytes(new byte[] {each});
    }
    answer(child, 1);
  }

  private void together(ChildDialogue child) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(MessageWriter.encode(Message.of("greeting")));
    bytes.writeBytes(MessageWriter.encode(ToolProcess.message(1, request)));
    child.sendBytes(bytes.toByteArray());
    answer(child, 1);
  }

  private void lateCancel(ChildDialogue child) throws IOException, InterruptedException {
    work(child, 1);
    child.send(Message.of("cancel").with("id", "1"));
    work(child, 2);
  }

  private void ask(ChildDialogue child, String question, String answer)
      throws IOException, InterruptedException {
    if (child.can(question)) {
      child.send(Message.of(question));
      child.receive(answer);
      work(child, 1);
    }
  }

  private void cutOff(ChildDialogue child) throws IOException, InterruptedException {
    byte[] bytes = MessageWriter.encode(ToolProcess.message(1, request));
    byte[] half = new byte[bytes.length / 2];
    System.arraycopy(bytes, 0, half, 0, half.length);
    child.sendBytes(half);
    child.endInput();
  }

  private void cancel(ChildDialogue child, ProcessRequest endless)
      throws IOException, InterruptedException {
    if (child.can("cancel")) {
      child.send(ToolProcess.message(1, endless));
      child.send(Message.of("cancel").with("id", "1"));
      if (child.answersOrEnds(1)) {
        work(child, 2);
      }
    }
  }

  private static void leave(ChildDialogue child, ProcessRequest endless)
      throws IOException, InterruptedException {
    child.send(ToolProcess.message(1, endless));
    child.endInput();
  }
}
