package dev.perdure.samples.scalac;

import dev.perdure.worker.WorkContext;
import java.io.PrintWriter;

/**
 * Prints messages with paths as the client knows them, until the request is cancelled. scalac
 * prints each message at once. Its ConsoleReporter would be the place for this, but javac can't
 * read that class as a superclass.
 */
final class RequestWriter extends PrintWriter {
  private final WorkContext context;

  RequestWriter(WorkContext context) {
    super(context.err(), true);
    this.context = context;
  }

  @Override
  public void write(String message) {
    if (!context.cancellation().isCancelled()) {
      super.write(withoutSandbox(message));
    }
  }

  private String withoutSandbox(String message) {
    String root = context.root().toString();
    return root.isEmpty()
        ? message
        : message.replace(context.root().toAbsolutePath() + "/", "").replace(root + "/", "");
  }
}
