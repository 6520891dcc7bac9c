package dev.perdure.worker.process;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import dev.perdure.worker.process.wire.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A child, and the dialogue with it. One thread at a time talks to it; only cancellations and
 * timers come from other threads.
 */
final class ToolProcess {
  private static final String PROTOCOL = "1";

  private final Child child;
  private final String command;
  private final Timers timers;
  private final Timeouts timeouts;
  private final Set<String> abilities = new HashSet<>();
  private final long started = System.nanoTime();

  /** Whether it may serve another request. */
  private volatile boolean fit = true;

  /** Whether it has answered a request. Used by the thread that talks to it. */
  private boolean proven;

  private volatile Runnable closing = () -> {};

  /** Why it was killed, or null. */
  private volatile @Nullable String killReason;

  private ToolProcess(Child child, String command, Timers timers, Timeouts timeouts) {
    this.child = child;
    this.command = command;
    this.timers = timers;
    this.timeouts = timeouts;
  }

  /**
   * Starts a child.
   *
   * @throws ProcessFailedException if the system can't start it
   */
  static ToolProcess start(
      ChildStarter starter, ProcessConfiguration configuration, Timers timers, Timeouts timeouts)
      throws ProcessFailedException {
    String command = configuration.command().get(0);
    try {
      return new ToolProcess(starter.start(configuration), command, timers, timeouts);
    } catch (IOException e) {
      throw new ProcessFailedException(
          ProcessMessage.PROCESS_NOT_STARTED.text(command, e.getMessage()), e);
    }
  }

  /**
   * Waits until the child is ready.
   *
   * @throws ProcessFailedException if it does not become ready; then it is not fit
   * @throws InterruptedException if the thread was interrupted
   */
  @SuppressWarnings("try") // Resources that are only there to be closed.
  void awaitReady(CancellationToken token) throws ProcessFailedException, InterruptedException {
    String tooLate =
        ProcessMessage.PROCESS_NOT_READY.text(name(), command, seconds(timeouts.start()));
    try (ClosableAction kill = new ClosableAction(child::kill);
        CancellationToken.Registration cancel = token.onCancel(kill);
        Timers.Timer timer = timers.after(timeouts.start(), () -> kill(tooLate))) {
      Message ready = receive(ProcessMessage.PROCESS_DIED_AT_START);
      expect(ready, "ready", "");
      String protocol = String.valueOf(ready.first("protocol"));
      if (!PROTOCOL.equals(protocol)) {
        throw failure(ProcessMessage.PROCESS_WRONG_PROTOCOL.text(name(), command, protocol));
      }
      abilities.addAll(ready.all("can"));
    } catch (ProcessFailedException e) {
      token.throwIfCancelled();
      throw e;
    }
  }

  /** The name of the program that it runs. */
  String command() {
    return command;
  }

  /** Whether it has said that it has this ability. */
  boolean can(String ability) {
    return abilities.contains(ability);
  }

  /** Whether another request can be sent to it. */
  boolean isFit() {
    return fit && child.isAlive();
  }

  /** Whether it is alive, has sent nothing unasked, and answers a ping if it has that ability. */
  boolean isHealthy() throws InterruptedException {
    if (!isFit() || child.hasUnreceived()) {
      return false;
    }
    return !can("ping") || check(Message.of("ping"), "pong");
  }

  /** Makes it forget {@code inputs}; false if it does not answer. */
  boolean forget(List<Input> inputs) throws InterruptedException {
    return check(Message.of("forget").withAll("input", lines(inputs)), "forgot");
  }

  @SuppressWarnings("try") // Resources that are only there to be closed.
  private boolean check(Message question, String answer) throws InterruptedException {
    String tooLate =
        ProcessMessage.PROCESS_TOO_LONG.text(name(), command, seconds(timeouts.check()));
    try (Timers.Timer timer = timers.after(timeouts.check(), () -> kill(tooLate))) {
      child.send(question);
      Message message = child.receive();
      return message != null && message.type().equals(answer);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @param id a number that no other request to this process has
   * @throws ProcessFailedException if it did not answer; then it is no longer fit
   * @throws dev.perdure.worker.WorkCancelledException if the request was cancelled and has stopped
   * @throws InterruptedException if the thread was interrupted for another reason; then the process
   *     has been killed
   */
  @SuppressWarnings("try") // Resources that are only there to be closed.
  ProcessResponse work(long id, ProcessRequest request, CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    token.throwIfCancelled();
    child.clearErrors();
    String tooLate =
        ProcessMessage.PROCESS_TOO_LONG.text(name(), command, seconds(timeouts.answer()));
    ActiveRequest active =
        new ActiveRequest(child, id, can("cancel"), timers, timeouts.cancelGrace());
    try (Timers.Timer timer = timers.after(timeouts.answer(), () -> kill(tooLate));
        CancellationToken.Registration cancel = token.onCancel(active::cancel);
        active) {
      active.send(message(id, request));
      Message done = receiveUninterrupted(token);
      ProcessResponse response = response(done, id);
      token.throwIfCancelled();
      if (!response.errors().isEmpty()) {
        child.clearErrors(); // The text must not be kept or counted while the process is idle.
      }
      proven = true;
      return response;
    } catch (ProcessFailedException e) {
      token.throwIfCancelled();
      throw e;
    }
  }

  /**
   * Whether it ended by itself, after an earlier request, before it could read the request that it
   * was sent last. Then another process can have that request.
   */
  boolean hasMissedRequest() {
    return proven && killReason == null && child.hasUndelivered();
  }

  /**
   * Receives a message. An interrupt after a cancellation changes nothing: the child still has its
   * grace period.
   */
  private Message receiveUninterrupted(CancellationToken token)
      throws ProcessFailedException, InterruptedException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return receive(ProcessMessage.PROCESS_DIED);
        } catch (InterruptedException e) {
          if (!token.isCancelled()) {
            fit = false;
            child.kill();
            throw e;
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Message receive(ProcessMessage death)
      throws ProcessFailedException, InterruptedException {
    try {
      Message message = child.receive();
      if (message == null) {
        child.awaitEndOrKill();
        throw failure(death.text(name(), command, child.ending()));
      }
      return message;
    } catch (ProcessFailedException e) {
      throw e;
    } catch (IOException e) {
      throw failure(ProcessMessage.PROCESS_GARBLED.text(name(), command, e.getMessage()));
    }
  }

  private ProcessResponse response(Message done, long id) throws ProcessFailedException {
    expect(done, "done", Long.toString(id));
    String exit = String.valueOf(done.first("exit"));
    int exitCode;
    try {
      exitCode = Integer.parseInt(exit);
    } catch (NumberFormatException e) {
      throw garbled("an exit code", exit);
    }
    if ("1".equals(done.first("retire"))) {
      fit = false;
    }
    return new ProcessResponse(exitCode, done.joined("output"), child.errors(), done.all("opened"));
  }

  private void expect(Message message, String type, String id) throws ProcessFailedException {
    String came = message.first("id");
    if (!message.type().equals(type) || !id.equals(came == null ? "" : came)) {
      throw garbled(type + " " + id, message.type() + (came == null ? "" : " " + came));
    }
  }

  private ProcessFailedException garbled(String expected, String came) {
    String detail = "expected " + expected.strip() + ", came " + came.strip();
    return failure(ProcessMessage.PROCESS_GARBLED.text(name(), command, detail));
  }

  /**
   * Kills it, and returns an exception with the reason: the killReason if it was killed before,
   * otherwise {@code what}.
   */
  private ProcessFailedException failure(String what) {
    fit = false;
    child.kill();
    String reason = killReason;
    String last = child.lastErrors();
    return new ProcessFailedException(
        (reason == null ? what : reason) + (last.isEmpty() ? "" : "\n" + last));
  }

  /** Kills it, and makes the thread that talks to it fail with this reason. */
  void kill(String reason) {
    killReason = reason;
    child.kill();
  }

  /** The message for a request. */
  static Message message(long id, ProcessRequest request) {
    Message message =
        Message.of("work")
            .with("id", Long.toString(id))
            .with("dir", request.directory().toString())
            .withAll("arg", request.arguments());
    request.set().forEach((name, value) -> message.with("set", name + "=" + value));
    return message.withAll("unset", request.unset()).withAll("input", lines(request.inputs()));
  }

  private static List<String> lines(List<Input> inputs) {
    List<String> lines = new ArrayList<>(inputs.size());
    for (Input input : inputs) {
      lines.add(input.digest() + " " + input.path());
    }
    return lines;
  }

  /** Kills it if it, or a process that it has left running, prints too much. */
  void checkErrors() {
    if (child.isTooLoud()) {
      kill(ProcessMessage.PROCESS_TOO_LOUD.text(name(), command));
    }
  }

  /** The memory in bytes that it occupies, with its descendants. */
  long residentBytes() {
    return child.residentBytes();
  }

  /** Runs {@code action} when it has ended. */
  void onEnd(Runnable action) {
    child.onEnd(action);
  }

  /** How long ago it was started. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** Begins to end it; called only while it is idle. */
  void endInput() {
    child.endInput();
  }

  /** Makes {@code action} run when it has been closed; called before it is first used. */
  void onClose(Runnable action) {
    closing = action;
  }

  /** Makes it serve no more requests. */
  void retire() {
    fit = false;
  }

  /** Ends it; if another thread is doing that, waits for it. */
  synchronized void close() {
    fit = false;
    child.close();
    closing.run();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private String name() {
    return child.name();
  }
}
