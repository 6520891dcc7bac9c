package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.arguments.RequestPaths;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.request.BoundTask;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.RequestScope;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The context of a request in a worker. A tool that keeps it does not keep the request in memory.
 */
final class RequestContext implements WorkContext {
  private final RequestScope scope;
  private final Arguments arguments;

  /** Ends the worker if the work asks for that; null in some tests. */
  private final @Nullable WorkStopper stopper;

  RequestContext(RequestScope scope, Arguments arguments, @Nullable WorkStopper stopper) {
    this.scope = scope;
    this.arguments = arguments;
    this.stopper = stopper;
  }

  @Override
  public List<String> arguments() {
    return scope.running().arguments();
  }

  @Override
  public List<String> startupArguments() {
    RequestRun unused = scope.running();
    return arguments.startup();
  }

  @Override
  public List<String> requestArguments() {
    return arguments.ofRequest(scope.running().arguments());
  }

  @Override
  public List<String> workerArguments() {
    RequestRun unused = scope.running();
    return arguments.worker();
  }

  @Override
  public List<Input> inputs() {
    return scope.running().request().inputs();
  }

  @Override
  public int requestId() {
    return scope.running().request().requestId();
  }

  @Override
  public int verbosity() {
    return scope.running().request().verbosity();
  }

  @Override
  public Path resolve(String path) {
    return new RequestPaths(scope.running().request().sandboxDir()).resolve(path);
  }

  @Override
  public Path resolveOutput(String path) {
    RequestRun run = scope.running();
    Path output = new RequestPaths(run.request().sandboxDir()).resolveOutput(path);
    run.addOutput(output);
    return output;
  }

  @Override
  public Path relativize(Path file) {
    return new RequestPaths(scope.running().request().sandboxDir()).relativize(file);
  }

  @Override
  public PrintStream out() {
    return scope.running().out();
  }

  @Override
  public PrintStream err() {
    return out();
  }

  @Override
  public Process attach(Process process) {
    scope.running().attach(process);
    return process;
  }

  @Override
  public <T extends AutoCloseable> T closeAtEnd(T resource) {
    scope.running().closeAtEnd(resource);
    return resource;
  }

  @Override
  public CancellationToken cancellation() {
    return scope.running().cancellation();
  }

  @Override
  public Runnable adopt(Runnable task) {
    return BoundTask.of(scope.running().scope(), task);
  }

  @Override
  public <T> Callable<T> adopt(Callable<T> task) {
    return BoundTask.of(scope.running().scope(), task);
  }

  @Override
  public void retireWorker(String reason) {
    int id = scope.running().request().requestId();
    Objects.requireNonNull(reason, "reason");
    if (stopper != null) {
      stopper.retire(WorkerEnd.retired(WorkerMessage.RETIRED_BY_HANDLER.text(id, reason)));
    }
  }
}
