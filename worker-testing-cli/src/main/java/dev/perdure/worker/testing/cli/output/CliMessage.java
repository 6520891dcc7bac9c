package dev.perdure.worker.testing.cli.output;

import dev.perdure.worker.runtime.log.MessageTemplate;
import org.jspecify.annotations.Nullable;

/** Every message that says that something is wrong, with the id under which it is explained. */
public enum CliMessage {
  BENCH_REQUESTS("bench needs requests of id 0 that are no cancellations, came: %"),
  BENCH_WORKERS("bench compares two workers at most: % are parted by :::"),
  DEFECT("this is a defect of this program, please report it: %"),
  DIRECTORY_NOT_EMPTY("% is not empty: name a directory that is, or is not there yet"),
  FILE_UNREADABLE("% can't be read: %"),
  FILE_UNWRITABLE("% can't be written: %"),
  REQUEST_MISSING("nothing to send: give -a for each argument of a request, or -r FILE"),
  WORKER_NOT_STARTED("the worker can't be started: %");

  private final String template;

  CliMessage(String template) {
    this.template = template;
  }

  /** The stable name of this message. */
  String id() {
    return MessageTemplate.id(this);
  }

  /** The message with its parts filled in, in order, and its id at the end. */
  public String text(@Nullable Object... parts) {
    return MessageTemplate.fill(template, id(), parts);
  }
}
