package dev.perdure.samples.kotlinc;

import dev.perdure.worker.WorkContext;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation;
import org.jetbrains.kotlin.cli.common.messages.MessageRenderer;
import org.jetbrains.kotlin.cli.common.messages.PrintingMessageCollector;
import org.jspecify.annotations.Nullable;

/**
 * Prints messages as the kotlinc command does, until the request is cancelled: from then on,
 * kotlinc may report its own way out as an internal error, with a stack trace.
 */
final class RequestMessages extends PrintingMessageCollector {
  private final WorkContext context;
  private boolean arePrinted;

  RequestMessages(WorkContext context, boolean verbose) {
    super(context.err(), MessageRenderer.PLAIN_RELATIVE_PATHS, verbose);
    this.context = context;
  }

  @Override
  public void report(
      CompilerMessageSeverity severity,
      String message,
      @Nullable CompilerMessageSourceLocation location) {
    if (!context.cancellation().isCancelled()) {
      arePrinted |= !CompilerMessageSeverity.VERBOSE.contains(severity);
      super.report(severity, message, location);
    }
  }

  /** Whether anything but what only {@code -verbose} prints was printed. */
  boolean arePrinted() {
    return arePrinted;
  }
}
