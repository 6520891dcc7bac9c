package dev.perdure.samples.kotlinc;

import dev.perdure.worker.WorkContext;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation;
import org.jetbrains.kotlin.cli.common.messages.MessageRenderer;
import org.jetbrains.kotlin.cli.common.messages.PrintingMessageCollector;
import org.jspecify.annotations.Nullable;

/**
 * Prints messages as the kotlinc command does, until the request is cancelled. From then on,
 * kotlinc may report its own way out as an internal error with a stack trace.
 */
final class RequestMessages extends PrintingMessageCollector {
  private final WorkContext context;

  RequestMessages(WorkContext context, MessageRenderer renderer, boolean verbose) {
    super(context.err(), renderer, verbose);
    this.context = context;
  }

  @Override
  public void report(
      CompilerMessageSeverity severity,
      String message,
      @Nullable CompilerMessageSourceLocation location) {
    if (!context.cancellation().isCancelled()) {
      super.report(severity, message, location);
    }
  }
}
