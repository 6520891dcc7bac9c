package dev.perdure.worker.process;

import dev.perdure.worker.process.wire.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A dialogue with a child that is tested. Each step has a deadline, and its failure shows what the
 * child printed.
 */
final class ChildDialogue implements AutoCloseable {
  private final PipedChildStarter starter;
  private final PipedChild child;
  private final Duration timeout;
  private final Timers timers = new Timers();
  private List<String> abilities = List.of();

  private ChildDialogue(PipedChildStarter starter, PipedChild child, Duration timeout) {
    this.starter = starter;
    this.child = child;
    this.timeout = timeout;
  }

  static ChildDialogue start(ProcessConfiguration configuration, Duration timeout)
      throws IOException {
    PipedChildStarter starter = new PipedChildStarter(ChildLimits.defaults());
    try {
      return new ChildDialogue(starter, starter.start(configuration), timeout);
    } catch (IOException | RuntimeException | Error e) {
      starter.close();
      throw e;
    }
  }

  void send(Message message) throws IOException {
    child.send(message);
  }

  void sendBytes(byte[] bytes) throws IOException {
    child.sendBytes(bytes);
  }

  boolean can(String ability) {
    return abilities.contains(ability);
  }

  /** Waits for a message, which must be of this type. */
  Message receive(String type) throws IOException, InterruptedException {
    Message message = next(type);
    if (message == null) {
      throw failure(ProcessMessage.CHILD_ENDED.text(type, child.ending()));
    }
    expect(type, message.type());
    if (type.equals("ready")) {
      abilities = message.all("can");
    }
    return message;
  }

  /** Returns true if the child answers the request, false if it ends instead. */
  boolean answersOrEnds(long id) throws IOException, InterruptedException {
    Message message = next("done");
    if (message != null) {
      expect("done " + id, message.type() + " " + message.first("id"));
    }
    return message != null;
  }

  void expect(String expected, String came) {
    if (!expected.equals(came)) {
      throw failure(ProcessMessage.CHILD_WRONG.text(expected, came));
    }
  }

  /** Closes the child's input and waits for the child to end. */
  void endInput() throws InterruptedException {
    child.endInput();
    if (!child.awaitEnd(timeout)) {
      throw failure(ProcessMessage.CHILD_OUTLIVES_INPUT.text(seconds()));
    }
  }

  /** The next message; null if the child has ended. */
  @SuppressWarnings("try") // The timer is only there to be closed.
  private @Nullable Message next(String expected) throws IOException, InterruptedException {
    AtomicBoolean late = new AtomicBoolean();
    Runnable stop =
        () -> {
          late.set(true);
          child.kill();
        };
    Message message;
    try (Timers.Timer timer = timers.after(timeout, stop)) {
      message = child.receive();
    }
    if (message == null) {
      child.awaitEndOrKill();
      if (late.get()) {
        throw failure(ProcessMessage.CHILD_SILENT.text(expected, seconds()));
      }
    }
    return message;
  }

  private double seconds() {
    return timeout.toMillis() / 1000.0;
  }

  private AssertionError failure(String what) {
    String errors = child.lastErrors();
    return new AssertionError(errors.isEmpty() ? what : what + "\n" + errors);
  }

  @Override
  public void close() {
    child.kill(); // It may be busy.
    child.close();
    starter.close();
    timers.close();
  }
}
