package dev.perdure.samples.kotlinc;

import dev.perdure.worker.WorkContext;
import java.nio.file.Path;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation;
import org.jetbrains.kotlin.cli.common.messages.PlainTextMessageRenderer;
import org.jetbrains.kotlin.cli.common.messages.PrintingMessageCollector;
import org.jspecify.annotations.Nullable;

/**
 * Prints messages as the kotlinc command does, with paths as the client knows them. It ends with
 * the cancel of a request: from then on, kotlinc may report its own way out as an internal error,
 * with a stack trace.
 */
final class RequestMessages extends PrintingMessageCollector {
  private final WorkContext context;
  private boolean arePrinted;

  RequestMessages(WorkContext context, boolean verbose) {
    super(context.err(), new Renderer(context.root()), verbose);
    this.context = context;
  }

  @Override
  public void report(
      CompilerMessageSeverity severity,
      String message,
      @Nullable CompilerMessageSourceLocation location) {
    if (!context.cancellation().isCancelled()) {
      arePrinted |= !CompilerMessageSeverity.VERBOSE.contains(severity);
      super.report(severity, withoutSandbox(message), location);
    }
  }

  /** Whether anything but what only {@code -verbose} prints was printed. */
  boolean arePrinted() {
    return arePrinted;
  }

  private String withoutSandbox(String message) {
    String root = context.root().toString();
    return root.isEmpty()
        ? message
        : message.replace(context.root().toAbsolutePath() + "/", "").replace(root + "/", "");
  }

  /** Names files relative to where the request's relative paths start. */
  private static final class Renderer extends PlainTextMessageRenderer {
    private final Path root;

    Renderer(Path root) {
      this.root = root.toAbsolutePath().normalize();
    }

    @Override
    protected @Nullable String getPath(CompilerMessageSourceLocation location) {
      Path file = Path.of(location.getPath()).toAbsolutePath().normalize();
      return file.startsWith(root) ? root.relativize(file).toString() : location.getPath();
    }

    @Override
    public String getName() {
      return "Request";
    }
  }
}
