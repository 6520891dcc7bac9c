package dev.perdure.worker.runtime.end;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;

/** Turns answers into the bytes that the client will read. */
public interface AnswerEncoder {
  /** Encodes {@code response} into {@code target}, to be written later. */
  void encode(WorkResponse response, WireOutput target);
}
