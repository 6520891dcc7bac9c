package dev.perdure.worker.runtime;

import dev.perdure.worker.CancellationToken;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkContext;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The context of a request in a worker. */
final class RequestContext implements WorkContext {
  private final RequestRun run;
  private final List<String> arguments;

  RequestContext(RequestRun run, List<String> arguments) {
    this.run = run;
    this.arguments = arguments;
  }

  @Override
  public List<String> arguments() {
    checkRunning();
    return arguments;
  }

  @Override
  public List<Input> inputs() {
    checkRunning();
    return run.request().inputs();
  }

  @Override
  public int requestId() {
    checkRunning();
    return run.request().requestId();
  }

  @Override
  public int verbosity() {
    checkRunning();
    return run.request().verbosity();
  }

  @Override
  public Path resolve(String path) {
    checkRunning();
    return new RequestPaths(run.request().sandboxDir()).resolve(path);
  }

  @Override
  public Path resolveOutput(String path) {
    checkRunning();
    Path output = new RequestPaths(run.request().sandboxDir()).resolveOutput(path);
    run.addOutput(output);
    return output;
  }

  @Override
  public Path relativize(Path file) {
    checkRunning();
    return new RequestPaths(run.request().sandboxDir()).relativize(file);
  }

  @Override
  public PrintStream out() {
    checkRunning();
    return run.out();
  }

  @Override
  public PrintStream err() {
    return out();
  }

  @Override
  public Process attach(Process process) {
    checkRunning();
    run.attach(process.toHandle());
    return process;
  }

  @Override
  public <T extends AutoCloseable> T closeAtEnd(T resource) {
    checkRunning();
    run.closeAtEnd(resource);
    return resource;
  }

  @Override
  public CancellationToken cancellation() {
    checkRunning();
    return run.cancellation();
  }

  private void checkRunning() {
    if (run.isStopped()) {
      throw RequestAnswered.exception(run.request().requestId());
    }
  }
}
