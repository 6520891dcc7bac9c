package dev.perdure.worker.testing.child;

import dev.perdure.worker.testing.process.Deadline;
import dev.perdure.worker.testing.process.WorkerProcess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A dialogue with a child that is tested. Each step has a deadline, and its failure shows what the
 * child printed.
 */
public final class ChildDialogue implements AutoCloseable {
  /** How long the child may take to die when it is killed. */
  private static final Duration KILLED = Duration.ofSeconds(10);

  /** How many messages are read ahead of the dialogue. */
  private static final int READ_AHEAD = 16;

  /** What came from the child: a message, its end, or what was wrong with its bytes. */
  private record Arrival(@Nullable ChildMessage message, String problem) {}

  private final WorkerProcess child;
  private final Duration timeout;
  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(READ_AHEAD);
  private final Thread reader;
  private List<String> abilities = List.of();

  private ChildDialogue(WorkerProcess child, Duration timeout) {
    this.child = child;
    this.timeout = timeout;
    reader = new Thread(this::read, "child messages");
    reader.setDaemon(true);
  }

  /**
   * Starts a child.
   *
   * @param environment all of it
   * @param timeout how long each step may take
   * @throws IOException if it can't be started
   */
  public static ChildDialogue start(
      List<String> command, Path directory, Map<String, String> environment, Duration timeout)
      throws IOException {
    WorkerProcess child = WorkerProcess.start(command, directory, environment, "child");
    ChildDialogue dialogue = new ChildDialogue(child, timeout);
    dialogue.reader.start();
    return dialogue;
  }

  private void read() {
    try (InputStream in = new BufferedInputStream(child.responses())) {
      Arrival arrival;
      do {
        arrival = next(in);
        arrivals.put(arrival);
      } while (arrival.message != null);
    } catch (IOException e) {
      // Closing what has ended.
    } catch (InterruptedException e) {
      // The dialogue is over.
    }
  }

  private static Arrival next(InputStream in) {
    try {
      return new Arrival(ChildMessage.read(in), "");
    } catch (IOException e) {
      return new Arrival(null, String.valueOf(e.getMessage()));
    }
  }

  /** Sends a message. */
  public void send(ChildMessage message) throws IOException {
    send(message.bytes());
  }

  /** Sends bytes, whatever they are. */
  public void send(byte[] bytes) throws IOException {
    child.requests().write(bytes);
    child.requests().flush();
  }

  /** Whether the child has said that it can do this. */
  public boolean can(String ability) {
    return abilities.contains(ability);
  }

  /** Waits for a message, which must be of this type. */
  public ChildMessage receive(String type) throws InterruptedException {
    ChildMessage message =
        next(type)
            .orElseThrow(
                () -> failure("expected " + type + ", but the child ended with " + exitCode()));
    expect(type, message.type());
    if (type.equals("ready")) {
      abilities = message.all("can");
    }
    return message;
  }

  /** Returns true if the child answers the request, false if it ends instead. */
  public boolean answersOrEnds(long id) throws InterruptedException {
    Optional<ChildMessage> message = next("done");
    message.ifPresent(it -> expect("done " + id, it.type() + " " + it.first("id")));
    return message.isPresent();
  }

  /** Fails if something else came. */
  public void expect(String expected, String came) {
    if (!expected.equals(came)) {
      throw failure("expected " + expected + ", came " + came);
    }
  }

  /** Closes the child's input and waits for the child to end. */
  public void endInput() throws InterruptedException {
    child.beforeEnd();
    try {
      child.requests().close();
    } catch (IOException e) {
      // It has closed its end already.
    }
    if (!child.awaitEnd(Deadline.in(timeout))) {
      throw failure("the child still runs " + seconds() + " after the end of its input");
    }
  }

  /** The next message; empty if the child has ended. */
  private Optional<ChildMessage> next(String expected) throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    Arrival arrival = arrivals.poll(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    if (arrival == null) {
      throw failure("expected " + expected + ", but nothing came within " + seconds());
    }
    if (!arrival.problem.isEmpty()) {
      throw failure("expected " + expected + ", but " + arrival.problem);
    }
    if (arrival.message == null && !child.awaitEnd(deadline)) {
      throw failure("expected " + expected + ", but the child closed its output and runs on");
    }
    return Optional.ofNullable(arrival.message);
  }

  private String exitCode() {
    return "exit code " + child.exitCode();
  }

  private String seconds() {
    return timeout.toMillis() / 1000.0 + " s";
  }

  private AssertionError failure(String what) {
    String errors = child.log().tail().strip();
    return new AssertionError(errors.isEmpty() ? what : what + "\nThe child printed:\n" + errors);
  }

  /** Kills the child, which may be busy, and all that it has started. */
  @Override
  public void close() {
    reader.interrupt();
    try {
      child.destroy(Deadline.in(KILLED));
      reader.join(KILLED.toMillis());
    } catch (InterruptedException e) {
      child.kill();
      Thread.currentThread().interrupt();
    }
  }
}
