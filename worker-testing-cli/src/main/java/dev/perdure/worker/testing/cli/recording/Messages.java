package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Protocol;

/** Reads the content of one message, in one encoding. Stateless and thread-safe. */
sealed interface Messages permits JsonMessages, ProtoMessages {
  static Messages of(Protocol protocol) {
    return switch (protocol) {
      case JSON -> new JsonMessages();
      case PROTO -> new ProtoMessages();
    };
  }

  /** Decodes a request from its bytes without the frame. */
  WorkRequest request(byte[] bytes, int from, int length) throws MalformedException;

  /** Decodes an answer from its bytes without the frame. */
  WorkResponse answer(byte[] bytes, int from, int length) throws MalformedException;
}
