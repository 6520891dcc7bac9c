package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.runtime.log.MessageTemplate;
import org.jspecify.annotations.Nullable;

/** Every message of this package to people, with the id under which it is explained. */
public enum RecordMessage {
  ANSWER_DIFFERS("answer % to request % (%) differs: %"),
  ANSWER_MISSING("request % (%) got no answer: %"),
  DIRECTORY_MISSING("the recording's directory % is not there: name another execution root"),
  FOUND_BAD_ANSWER("the worker's standard output is no answer from byte % on: %"),
  FOUND_BAD_REQUEST("the client's requests can't be read from byte % on: %"),
  FOUND_FOREIGN_ANSWER(
      "an answer came to request %, which was never sent, at byte %: the client drops it, and a"
          + " request of that id then hangs"),
  FOUND_ID_AGAIN("request % came again before its answer: from now on #% may not be answered"),
  FOUND_SECOND_ANSWER(
      "a second answer came to request %, at byte %: a singleplex client takes it for the answer to"
          + " its next request"),
  FOUND_UNANSWERED("the worker ended with exit code % and left % requests without an answer"),
  FOUND_UNASKED_CANCEL(
      "the answer to #% says that it was cancelled, and nobody asked: the client fails the build"),
  LOG_EXISTS("% exists: name another file, or a directory, in which each worker gets a file"),
  LOG_STOPPED("the recording stopped, the worker goes on: %"),
  OUTPUT_DIFFERS("output % differs from the one in %, from byte % on"),
  RECORDING_EMPTY("% is empty: it should begin with a line that has the key perdureRecording"),
  RECORDING_LINE("%, line %: %"),
  RECORDING_NOT("% is no recording: its first line has no key perdureRecording"),
  RECORDING_VERSION("% is of version %, and this program reads up to version %"),
  REQUEST_NONE("%, byte %: %"),
  REQUESTS_NONE("% has no whole request"),
  STREAM_ENDED("ends within the message that began there, after % of its bytes"),
  STREAM_GAP("% bytes are missing, as the disk was slower than the worker: what follows is lost"),
  STREAM_JSON_START("expected the { of a message, came % (%)"),
  STREAM_LENGTH("expected the length of a message, came %: more than % bytes"),
  STREAM_NOT_MESSAGE("no %: %"),
  STREAM_TAG("expected a field of % after the length, came %"),
  STREAM_VARINT("expected the length of a message as a varint, came one without an end");

  private final String template;

  RecordMessage(String template) {
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
