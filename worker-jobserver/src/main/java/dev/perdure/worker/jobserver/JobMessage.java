package dev.perdure.worker.jobserver;

import dev.perdure.worker.runtime.log.MessageTemplate;
import org.jspecify.annotations.Nullable;

/** Every message of this module to its users, with the id under which it is explained. */
enum JobMessage {
  CLIENTS_WAITED("the job server % kept clients waiting that it could not accept: %"),
  GHC_TOO_OLD("% is version %, which has no -jsem: use 9.8 or newer, or give it one token"),
  PEER_SILENT("% does not say its version: expected a line with %, came: %"),
  PIPE_SMALL("a pipe holds % job tokens here, not %: use fewer, or raise fs.pipe-max-size"),
  PROGRAM_FAILED("% ended with exit code %: %"),
  SEMAPHORE_FAILED("% of semaphore % failed with errno %"),
  SERVER_GONE("the job server % does not answer any more, jobs run one at a time: %"),
  SOCKET_PATH_LONG("the socket's path % has % bytes, more than %: use a shorter directory"),
  SOCKET_REFUSED("the job server % answered % to %"),
  TOKENS_LOST(
      "% of % job tokens were not given back by processes that have ended; they were made again"),
  TOKENS_SURPLUS("% more job tokens were given back than the % there are: taken away"),
  TOKEN_STUCK("a job token can't be given back: %"),
  WAIT_CANCELLED("cancelled while waiting for a job token");

  private final String template;

  JobMessage(String template) {
    this.template = template;
  }

  /** The stable name under which the message is explained. */
  String id() {
    return MessageTemplate.id(this);
  }

  /** The message with its parts filled in, in order, and its id at the end. */
  String text(@Nullable Object... parts) {
    return MessageTemplate.fill(template, id(), parts);
  }
}
