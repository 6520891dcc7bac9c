package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.WorkContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A request rooted in a directory of the test, which keeps what was printed. */
final class RecordedContext implements WorkContext {
  private String retired = "";
  private final Path root;
  private final List<String> arguments;
  private final List<Input> inputs;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);
  private final Deque<AutoCloseable> closings = new ArrayDeque<>();
  private boolean cancelled;

  /** A request that declares no inputs. */
  RecordedContext(Path root, List<String> arguments) {
    this(root, arguments, List.of());
  }

  RecordedContext(Path root, List<String> arguments, List<Input> inputs) {
    this.root = root;
    this.arguments = List.copyOf(arguments);
    this.inputs = inputs;
  }

  /** A request that declares all files below {@code root} as its inputs, with their digests. */
  static RecordedContext ofAllFiles(Path root, List<String> arguments) throws Exception {
    List<Input> inputs = new ArrayList<>();
    FileTree.digests(root)
        .forEach((path, digest) -> inputs.add(new Input(path, Digest.ofText(digest))));
    return new RecordedContext(root, arguments, inputs);
  }

  String printed() {
    return printed.toString(UTF_8);
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public List<String> arguments() {
    return arguments;
  }

  @Override
  public List<Input> inputs() {
    return inputs;
  }

  @Override
  public int requestId() {
    return 0;
  }

  @Override
  public int verbosity() {
    return 0;
  }

  @Override
  public Path resolve(String path) {
    return root.resolve(path);
  }

  @Override
  public Path resolveOutput(String path) {
    return resolve(path);
  }

  @Override
  public Path relativize(Path file) {
    return root.relativize(file);
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public PrintStream err() {
    return out;
  }

  @Override
  public Process attach(Process process) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T extends AutoCloseable> T closeAtEnd(T resource) {
    closings.push(resource);
    return resource;
  }

  /** The work has stopped: closes what it wanted closed. */
  void end() throws Exception {
    while (!closings.isEmpty()) {
      closings.pop().close();
    }
  }

  @Override
  public CancellationToken cancellation() {
    return new CancellationToken() {
      @Override
      public boolean isCancelled() {
        return cancelled;
      }

      @Override
      public void throwIfCancelled() {
        if (cancelled) {
          throw new WorkCancelledException("request 0 was cancelled");
        }
      }

      @Override
      public Registration onCancel(Runnable action) {
        return () -> {};
      }
    };
  }

  @Override
  public void retireWorker(String reason) {
    retired = reason;
  }

  /** Why the worker is to end, or an empty text. */
  String retired() {
    return retired;
  }
}
