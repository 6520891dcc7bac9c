package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * A request's context that notes which undeclared files the work asks for. Delegates everything to
 * another context. Thread-safe.
 */
public final class ObservedContext implements WorkContext {
  private final WorkContext context;
  private final Origins origins;
  private final Outputs outputs;

  /** Guarded by itself. */
  private final Set<String> foreign = new TreeSet<>();

  public ObservedContext(WorkContext context, Origins origins, Outputs outputs) {
    this.context = context;
    this.origins = origins;
    this.outputs = outputs;
  }

  /**
   * The existing files that the work resolved and that are neither inputs nor outputs, sorted by
   * path.
   */
  public Set<String> foreign() {
    synchronized (foreign) {
      return new TreeSet<>(foreign);
    }
  }

  @Override
  public Path resolve(String path) {
    Path file = context.resolve(path);
    String name = Path.of(path).normalize().toString();
    if (!origins.isKnown(path)
        && !origins.isKnown(name)
        && !outputs.admits(name)
        && Files.isRegularFile(file)) {
      synchronized (foreign) {
        foreign.add(path);
      }
    }
    return file;
  }

  @Override
  public List<String> arguments() {
    return context.arguments();
  }

  @Override
  public List<String> startupArguments() {
    return context.startupArguments();
  }

  @Override
  public List<String> requestArguments() {
    return context.requestArguments();
  }

  @Override
  public List<String> workerArguments() {
    return context.workerArguments();
  }

  @Override
  public Path root() {
    return context.root();
  }

  @Override
  public List<Input> inputs() {
    return context.inputs();
  }

  @Override
  public int requestId() {
    return context.requestId();
  }

  @Override
  public int verbosity() {
    return context.verbosity();
  }

  @Override
  public Path resolveOutput(String path) {
    return context.resolveOutput(path);
  }

  @Override
  public Path relativize(Path file) {
    return context.relativize(file);
  }

  @Override
  public PrintStream out() {
    return context.out();
  }

  @Override
  public PrintStream err() {
    return context.err();
  }

  @Override
  public Process attach(Process process) {
    return context.attach(process);
  }

  @Override
  public <T extends AutoCloseable> T closeAtEnd(T resource) {
    return context.closeAtEnd(resource);
  }

  @Override
  public void retireWorker(String reason) {
    context.retireWorker(reason);
  }

  @Override
  public CancellationToken cancellation() {
    return context.cancellation();
  }

  @Override
  public Runnable adopt(Runnable task) {
    return context.adopt(task);
  }

  @Override
  public <T> Callable<T> adopt(Callable<T> task) {
    return context.adopt(task);
  }
}
