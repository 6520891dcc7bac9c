package dev.perdure.worker.proto;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.codec.WireOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A request's fields on the wire: each constant is the field's number with its wire type. */
final class ProtoRequest {
  private static final int ARGUMENTS = 1 << 3 | 2;
  private static final int INPUTS = 2 << 3 | 2;
  private static final int REQUEST_ID = 3 << 3;
  private static final int CANCEL = 4 << 3;
  private static final int VERBOSITY = 5 << 3;
  private static final int SANDBOX_DIR = 6 << 3 | 2;

  private static final int INPUT_PATH = 1 << 3 | 2;
  private static final int INPUT_DIGEST = 2 << 3 | 2;

  /** The length in two bytes, and two fields of one byte each with their tags and lengths. */
  private static final int MIN_INPUT_BYTES = 8;

  private static final int INITIAL_ELEMENTS = 16;
  private static final String[] NO_ARGUMENTS = {};
  private static final Input[] NO_INPUTS = {};

  private ProtoRequest() {}

  static WorkRequest read(ProtoFrame frame) throws IOException {
    String[] arguments = NO_ARGUMENTS;
    int argumentCount = 0;
    Input[] inputs = NO_INPUTS;
    int inputCount = 0;
    int requestId = 0;
    boolean cancel = false;
    int verbosity = 0;
    String sandboxDir = "";
    while (!frame.atEnd()) {
      int tag = frame.tag();
      switch (tag) {
        case ARGUMENTS -> {
          if (argumentCount == arguments.length) {
            arguments =
                Arrays.copyOf(
                    arguments, capacity(argumentCount, frame.consumed(), frame.remaining()));
          }
          arguments[argumentCount++] = frame.text();
        }
        case INPUTS -> {
          if (inputCount == inputs.length) {
            inputs =
                Arrays.copyOf(inputs, capacity(inputCount, frame.consumed(), frame.remaining()));
          }
          inputs[inputCount++] = input(frame);
        }
        case REQUEST_ID -> requestId = frame.int32();
        case CANCEL -> cancel = frame.bool();
        case VERBOSITY -> verbosity = frame.int32();
        case SANDBOX_DIR -> sandboxDir = frame.text();
        default -> ProtoUnusual.skip(frame, tag, 1);
      }
    }
    return new WorkRequest(
        List.of(sized(arguments, argumentCount)),
        List.of(sized(inputs, inputCount)),
        requestId,
        cancel,
        verbosity,
        sandboxDir);
  }

  private static Input input(ProtoFrame frame) throws IOException {
    byte[] array = frame.array();
    int start = frame.position();
    int atHand = frame.limit() - start;
    // A path and a digest of less than 128 bytes each, which is what clients send, are read without
    // the general loop. That loop makes up a fifth of the cost of a large request.
    if (atHand >= MIN_INPUT_BYTES) {
      int length = array[start++];
      if (length < 0) {
        length = (length & 0x7f) | array[start++] << 7;
      }
      int pathLength = array[start + 1];
      int digestStart = start + 2 + pathLength;
      int digestLength = length - pathLength - 4;
      if (length <= atHand - 2
          && array[start] == INPUT_PATH
          && pathLength > 0
          && digestLength > 0
          && array[digestStart] == INPUT_DIGEST
          && array[digestStart + 1] == digestLength) {
        frame.position(start + length);
        String path = frame.text(start + 2, pathLength);
        Digest digest = Digest.of(array, digestStart + 2, digestLength);
        return new Input(path, digest);
      }
    }
    return unusualInput(frame);
  }

  private static Input unusualInput(ProtoFrame frame) throws IOException {
    int length = frame.length();
    int behind = frame.enter(length);
    String path = "";
    Digest digest = Digest.empty();
    while (!frame.atEnd()) {
      int tag = frame.tag();
      switch (tag) {
        case INPUT_PATH -> path = frame.text();
        case INPUT_DIGEST -> digest = frame.digest();
        default -> ProtoUnusual.skip(frame, tag, 2);
      }
    }
    frame.leave(behind);
    return new Input(path, digest);
  }

  /**
   * How many elements to make room for: as many as the message has if it goes on like this, which
   * saves most of the copying of doubling. But the rest may never come, so this is at most four
   * times what has come. And it may not go on like this, so this is at least twice as many.
   */
  static int capacity(int count, int consumed, int remaining) {
    if (count == 0) {
      return INITIAL_ELEMENTS;
    }
    long alike = (long) count * remaining / consumed;
    long more = Math.max(count, Math.min(alike + alike / 16, 3L * count));
    // An element takes at least two bytes, so there can't be more than this.
    return (int) (count + Math.min(more, remaining / 2 + 1L));
  }

  private static <T> T[] sized(T[] elements, int count) {
    return elements.length == count ? elements : Arrays.copyOf(elements, count);
  }

  static void write(WorkRequest request, WireOutput out) {
    ProtoWriter writer = new ProtoWriter(out);
    long length =
        ProtoWriter.int32FieldLength(request.requestId())
            + ProtoWriter.boolFieldLength(request.cancel())
            + ProtoWriter.int32FieldLength(request.verbosity())
            + ProtoWriter.textFieldLength(request.sandboxDir());
    for (String argument : request.arguments()) {
      length += 1 + ProtoWriter.textLength(argument);
    }
    for (Input input : request.inputs()) {
      length += 1 + ProtoWriter.delimitedLength(inputLength(input));
    }
    writer.frame(length);
    for (String argument : request.arguments()) {
      writer.text(ARGUMENTS, argument);
    }
    for (Input input : request.inputs()) {
      writer.varint(INPUTS);
      writer.varint(inputLength(input));
      writer.textField(INPUT_PATH, input.path());
      writer.digestField(INPUT_DIGEST, input.digest());
    }
    writer.int32Field(REQUEST_ID, request.requestId());
    writer.boolField(CANCEL, request.cancel());
    writer.int32Field(VERBOSITY, request.verbosity());
    writer.textField(SANDBOX_DIR, request.sandboxDir());
  }

  private static long inputLength(Input input) {
    return ProtoWriter.textFieldLength(input.path())
        + ProtoWriter.digestFieldLength(input.digest());
  }
}
