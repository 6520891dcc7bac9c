package dev.perdure.worker.testing.conformance.trial;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.ExecutionRoot;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.worker.Need;
import dev.perdure.worker.testing.conformance.worker.Role;
import dev.perdure.worker.testing.conformance.worker.TestedWorker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What a check can use: its own execution root, requests to send, and workers to send them to. All
 * of these are gone when it is closed. Used by one thread.
 */
public final class Trial implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(2);
  private static final Duration SETTLED = Duration.ofMillis(300);

  private final TestedWorker worker;
  private final Protocol protocol;
  private final KitSettings settings;
  private final JobFactory jobs;
  private final List<WorkerHarness> harnesses = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private int lastId;

  public Trial(TestedWorker worker, Protocol protocol, KitSettings settings) {
    this.worker = worker;
    this.protocol = protocol;
    this.settings = settings;
    try {
      Path directory = Files.createTempDirectory("perdure-check-");
      jobs = new JobFactory(new ExecutionRoot(directory.toRealPath()));
    } catch (IOException e) {
      throw new UncheckedIOException("the kit can't make a directory", e);
    }
  }

  public TestedWorker worker() {
    return worker;
  }

  public Protocol protocol() {
    return protocol;
  }

  public KitSettings settings() {
    return settings;
  }

  public ExecutionRoot root() {
    return jobs.root();
  }

  /** Starts a worker. */
  public WorkerHarness start() throws CheckFailure {
    return start(worker.command(), worker.environment(), true);
  }

  /** Starts a worker with another command line or environment. */
  public WorkerHarness start(
      List<String> command, Map<String, String> environment, boolean temporaryDirectory)
      throws CheckFailure {
    Map<String, String> complete = new HashMap<>(environment);
    if (temporaryDirectory) {
      complete.putIfAbsent("TMPDIR", System.getProperty("java.io.tmpdir"));
    }
    WorkerHarness.Builder builder =
        WorkerHarness.process(command)
            .protocol(protocol)
            .directory(root().directory())
            .environment(complete)
            .timeout(settings.patience());
    try {
      WorkerHarness harness = builder.start();
      harnesses.add(harness);
      return harness;
    } catch (IllegalStateException e) {
      throw new CheckFailure(Symptom.NOT_STARTED, String.valueOf(e.getMessage()));
    }
  }

  /** Starts another process in the worker's directory, with the worker's environment. */
  public Process start(ProcessBuilder builder) throws CheckFailure {
    builder.directory(root().directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(worker.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CheckFailure(Symptom.NOT_STARTED, "could not be started: " + e.getMessage());
    }
  }

  /** An id for the next request: 0 unless the worker is multiplex. */
  public int nextId() {
    return worker.supports(Need.MULTIPLEX) ? ++lastId : 0;
  }

  /** The first request of that role, with the next id. */
  public Job job(Role role) {
    return job(role, nextId());
  }

  public Job job(Role role, int id) {
    return jobs.job(worker.requests(role).get(0), id, Map.of());
  }

  /** The first request of that role, with a value for a placeholder. */
  public Job job(Role role, String placeholder, String value) {
    return jobs.job(worker.requests(role).get(0), nextId(), Map.of(placeholder, value));
  }

  /** All requests of that role. */
  public List<Job> jobs(Role role) {
    return jobs(role, Map.of());
  }

  private List<Job> jobs(Role role, Map<String, String> given) {
    return worker.requests(role).stream()
        .map(template -> jobs.job(template, nextId(), given))
        .toList();
  }

  /**
   * The first request that prints a text and has it in an argument, as it is or as a word of a
   * shell.
   *
   * @param matches whether an argument, the first parameter, has the text, the second one
   * @throws SkippedException if there is none, with {@code otherwise} as the reason
   */
  public Job print(String text, BiPredicate<String, String> matches, String otherwise)
      throws SkippedException {
    String word = Placeholders.shellWord(text);
    return jobs(Role.PRINT, Map.of("text", text)).stream()
        .filter(
            job ->
                job.arguments().stream()
                    .anyMatch(it -> matches.test(it, text) || matches.test(it, word)))
        .findFirst()
        .orElseThrow(() -> new SkippedException(otherwise));
  }

  /**
   * Waits until slow work has begun, as far as that can be known.
   *
   * @throws SkippedException if it has ended by then: it says nothing about work that runs
   */
  public void awaitStart(Job slow) throws CheckFailure, SkippedException {
    if (slow.started().isEmpty()) {
      settle(slow);
      return;
    }
    Path begun = slow.directory().resolve(slow.started());
    long deadline = System.nanoTime() + settings.patience().toNanos();
    while (!Files.exists(begun)) {
      if (System.nanoTime() - deadline > 0) {
        throw new CheckFailure(
            Symptom.ANSWER_MISSING, "no file " + slow.started() + ": the work was not begun");
      }
      // On some systems, watching a directory is polling, too, and slower.
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Lets work end that is waiting for its {@code started} file to be deleted. */
  public void letEnd(Job work) throws IOException {
    if (!work.started().isEmpty()) {
      Files.deleteIfExists(work.directory().resolve(work.started()));
    }
  }

  /** Deletes what the work has written, so that it can be done again. */
  public void deleteOutputs(Job job) throws IOException {
    for (String path : job.outputs().keySet()) {
      Files.deleteIfExists(job.directory().resolve(path));
    }
    for (String path : job.creates()) {
      Files.deleteIfExists(job.directory().resolve(path));
    }
  }

  /** Deletes all files in the working directory of the workers. */
  public void emptyRoot() {
    root().clear();
  }

  /** Gives the worker time to do what can't be seen from outside. */
  private static void settle(Job slow) throws SkippedException {
    Duration time = slow.startedAfter().isZero() ? SETTLED : slow.startedAfter();
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    if (slow.hasOutput()) {
      throw new SkippedException(
          "the work of " + slow.arguments() + " ended within " + time + ": it must take longer");
    }
  }

  /** Notes what is sent, for the report. */
  public void sends(String what) {
    sent.add(what);
  }

  /** Like {@link #sends(String)}, but can replace the last note. */
  public void sends(String what, boolean insteadOfLast) {
    if (insteadOfLast) {
      sent.remove(sent.size() - 1);
    }
    sent.add(what);
  }

  /** The bytes of requests, one after another. */
  public byte[] joined(Job... jobs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Job job : jobs) {
      bytes.writeBytes(protocol.encode(job.request()));
    }
    return bytes.toByteArray();
  }

  public String sent() {
    return String.join("; then ", sent);
  }

  /** Sends a request, and checks its answer. */
  public WorkResponse work(WorkerHarness harness, Job job) throws CheckFailure, IOException {
    harness.send(job.request());
    return answer(harness, job);
  }

  /** Awaits the answer to a request that was sent, and checks it. */
  public WorkResponse answer(WorkerHarness harness, Job job) throws CheckFailure, IOException {
    WorkResponse answer = harness.await(job.id());
    expect(job, answer, "");
    return answer;
  }

  /** Checks an answer. */
  void expect(Job job, WorkResponse answer, String which) throws CheckFailure, IOException {
    String mismatch = job.mismatch(answer);
    if (!mismatch.isEmpty()) {
      throw new CheckFailure(Symptom.WRONG_ANSWER, which + mismatch);
    }
  }

  /** The logs of the workers, for a failure. */
  public String logs() {
    return harnesses.stream()
        .map(WorkerHarness::log)
        .filter(log -> !log.isEmpty())
        .map(log -> "\n  log:\n" + tail(log).indent(4).stripTrailing())
        .collect(Collectors.joining());
  }

  /** The log of the last worker that was started. */
  public String lastLog() {
    return harnesses.isEmpty() ? "" : harnesses.get(harnesses.size() - 1).log();
  }

  private static String tail(String log) {
    int shown = 4096;
    return log.length() <= shown ? log : log.substring(log.length() - shown);
  }

  /** Ends the workers; fails if one of them does something wrong. */
  @Override
  public void close() {
    List<WorkerFailure> failures = new ArrayList<>();
    for (WorkerHarness harness : harnesses) {
      try {
        harness.close();
      } catch (WorkerFailure e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  public void deleteDirectory() {
    root().delete();
  }
}
