package dev.perdure.worker.process;

import dev.perdure.worker.runtime.log.MessageTemplate;
import org.jspecify.annotations.Nullable;

/** Every failure that this module reports to users, with the id under which it is explained. */
enum ProcessMessage {
  ERRORS_CUT("(standard error was cut after % bytes)"),
  ERRORS_LOST("(standard error may be incomplete: no space is left in %)"),
  PROCESS_CLOSED("the pool is closed"),
  PROCESS_DIED("process % of % ended % while it worked"),
  PROCESS_DIED_AT_START("process % of % ended % before it was ready"),
  PROCESS_GARBLED("process % of % broke the protocol: %"),
  PROCESS_NOT_READY("process % of % was not ready after % s and was killed"),
  PROCESS_NOT_STARTED("% can't be started: %"),
  PROCESS_TOO_LONG("process % of % did not answer within % s and was killed"),
  PROCESS_TOO_LOUD("process % of % printed too much to standard error and was killed"),
  PROCESS_WRONG_PROTOCOL("process % of % speaks protocol %, expected 1"),
  SANDBOX_BLIND("the sandbox is strict, but % does not report what it opens (can=opened)"),
  SANDBOX_FAILED("the sandbox % can't be used: %"),
  SANDBOX_UNDECLARED("the process opened %, which is not among the inputs of its request");

  private final String template;

  ProcessMessage(String template) {
    this.template = template;
  }

  /** The stable name under which the troubleshooting page explains this message. */
  String id() {
    return MessageTemplate.id(this);
  }

  /** The message with its parts filled in, in order, and its id at the end. */
  String text(@Nullable Object... parts) {
    return MessageTemplate.fill(template, id(), parts);
  }
}
