package dev.perdure.worker.runtime.log;

import org.jspecify.annotations.Nullable;

/** Every message of the worker itself, with the id under which it is explained. */
public enum WorkerMessage {
  ANSWER_UNWRITTEN("the client no longer reads answers: %"),
  CANCEL_ACTION_FAILED("a cancel action of request % failed: %"),
  CLOSE_FAILED("what request % wanted closed at its end can't be closed: %"),
  CODEC_MISSING(
      "the client's stream begins with the bytes %, which no codec of this worker reads (it has: %): add"
          + " worker-json or worker-proto to the class path"),
  END_UNPREPARED("the end of the worker can't be prepared: %"),
  EXIT_AFTER_ANSWER("a thread of request %, which was answered, called exit(%): only it was ended"),
  EXIT_BETWEEN_REQUESTS("thread % called exit(%) while no request ran: only it was ended"),
  EXIT_OF_ALL(
      "thread %, which belongs to none of the % requests that run, called exit(%): all fail"),
  EXIT_STUCK("request % called exit(%) % ms ago and still runs in thread %; the worker ends"),
  EXIT_UNTRAPPED(
      "request % called System.exit in thread %, which ends the worker: worker-exit-trap makes it the"
          + " end of the request"),
  FILE_CHANGED(
      "% was written again since the worker was started; the worker has ended between two"
          + " requests"),
  FLAGFILE_CYCLE("flagfile % includes itself"),
  FLAGFILE_TOO_LARGE("with flagfile %, flagfiles hold more than % bytes"),
  FLAGFILE_UNREADABLE("flagfile % can't be read: %"),
  FLAGFILE_QUOTE("flagfile % ends inside a quoted argument"),
  HANDLER_GIVEN_UP(
      "request % was cancelled % ms ago and does not stop in thread %; the worker has ended"),
  HANDLER_STUCK("request % was cancelled % ms ago and still runs in thread %:"),
  HEAP_EXHAUSTED(
      "the heap is exhausted (java.lang.OutOfMemoryError); the output of this request is lost, and"
          + " the worker ends"),
  HEAP_FULL("more than % percent of the heap is in use; the worker has ended between two requests"),
  HEAP_STAYS_FULL(
      "the heap has been full for some seconds, in spite of all garbage collections; the worker ends"),
  INPUT_FAILED("the client's stream can't be read: %"),
  INPUT_MALFORMED("the client's stream is malformed: %"),
  LISTENER_FAILED("a listener failed: %"),
  LOG_FILE_FAILED("the worker log is not copied to a file: %"),
  MULTIPLEX_MISSING("multiplex needs dev.perdure:worker-multiplex on the class path"),
  OUT_OF_MEMORY("request % ran out of memory (%); its output is lost"),
  OUTPUT_CUT("(% bytes of the output were left out here)"),
  OUTPUT_LEAVES_SANDBOX(
      "output % is written through a symlink that leaves the sandbox directory %"),
  PATH_LEAVES_SANDBOX("path % leaves the sandbox directory %"),
  PATH_UNUSABLE(
      "path % can't be used on this machine (encoding %): start the JVM with LC_CTYPE=C.UTF-8"),
  PERMIT_CLOSE_FAILED("the permit of a request can't be given back: %"),
  REQUEST_ANSWERED("request % was answered; its context is no longer valid"),
  REQUEST_CANCELLED("request % was cancelled"),
  REQUEST_DONE("request %: % arguments, % inputs, % ms, exit code %"),
  REQUEST_LONG("request % has run for % ms; the stacks of all threads:"),
  RESIDENT_FULL("% MiB are resident, % MiB allowed; the worker has ended between two requests"),
  REQUEST_REFUSED(
      "% of the worker has changed since the worker was started; this request was not done by the"
          + " old code: build again, and a new worker does it"),
  RESOURCES_LEFT("what request % left can't be ended: %"),
  RETIRED_BY_HANDLER("request %: %; the worker has ended between two requests"),
  RETIRED_OUT_OF_MEMORY("a request ran out of memory; the worker has ended between two requests"),
  SANDBOX_IN_OUTPUT("% contains the sandbox directory % at byte %"),
  SELF_CHANGED(
      "% of the worker has changed; the worker refuses requests, and ends when what runs has"
          + " stopped"),
  SLOT_CLOSE_FAILED("the handler of a slot can't be closed: %"),
  THREAD_MISSING("a thread can't be started (%): % slots work on"),
  WORKER_ARGUMENT_UNKNOWN("argument % after --persistent_worker is unknown and has no effect"),
  WORKER_BROKEN("the worker itself failed: %"),
  WORK_LEFT("request % still runs at the end of the worker, in thread %");

  private final String template;

  WorkerMessage(String template) {
    this.template = template;
  }

  /** The stable name under which the troubleshooting page explains this message. */
  public String id() {
    return MessageTemplate.id(this);
  }

  /** The message with its parts filled in, in order, and its id at the end. */
  public String text(@Nullable Object... parts) {
    return MessageTemplate.fill(template, id(), parts);
  }
}
