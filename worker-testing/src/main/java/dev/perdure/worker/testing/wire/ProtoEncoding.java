package dev.perdure.worker.testing.wire;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The protocol's messages as protocol buffers. Whoever reads takes the last value of a field, and
 * skips fields that are unknown or of another type.
 */
public final class ProtoEncoding {
  // WorkRequest.
  private static final int ARGUMENTS = 1;
  private static final int INPUTS = 2;
  private static final int REQUEST_ID = 3;
  private static final int CANCEL = 4;
  private static final int VERBOSITY = 5;
  private static final int SANDBOX_DIR = 6;

  // Input.
  private static final int PATH = 1;
  private static final int DIGEST = 2;

  // WorkResponse.
  private static final int EXIT_CODE = 1;
  private static final int OUTPUT = 2;
  private static final int ANSWERED_ID = 3;
  private static final int WAS_CANCELLED = 4;

  // How a tag tells what its value is.
  private static final int NUMBER = FieldWriter.VARINT;
  private static final int BYTES = FieldWriter.BYTES;

  private ProtoEncoding() {}

  /** A request after its length. */
  public static byte[] delimited(WorkRequest request) {
    FieldWriter out = new FieldWriter();
    for (String argument : request.arguments()) {
      out.text(ARGUMENTS, argument);
    }
    for (Input input : request.inputs()) {
      out.bytes(INPUTS, message(input));
    }
    out.number(REQUEST_ID, request.requestId());
    out.number(CANCEL, request.cancel() ? 1 : 0);
    out.number(VERBOSITY, request.verbosity());
    if (!request.sandboxDir().isEmpty()) {
      out.text(SANDBOX_DIR, request.sandboxDir());
    }
    return out.delimited();
  }

  private static byte[] message(Input input) {
    FieldWriter out = new FieldWriter();
    if (!input.path().isEmpty()) {
      out.text(PATH, input.path());
    }
    if (!input.digest().isEmpty()) {
      out.bytes(DIGEST, input.digest().toBytes());
    }
    return out.message();
  }

  /** Reads a request from {@code length} bytes, which are all of it. */
  public static WorkRequest request(byte[] bytes, int from, int length)
      throws MalformedMessageException {
    List<String> arguments = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    int requestId = 0;
    boolean cancel = false;
    int verbosity = 0;
    String sandboxDir = "";
    FieldReader in = new FieldReader(bytes, from, length);
    for (int tag = in.next(); tag != FieldReader.END; tag = in.next()) {
      switch (tag) {
        case ARGUMENTS << 3 | BYTES -> arguments.add(in.text());
        case INPUTS << 3 | BYTES -> inputs.add(input(in.message()));
        case REQUEST_ID << 3 | NUMBER -> requestId = in.int32();
        case CANCEL << 3 | NUMBER -> cancel = in.bool();
        case VERBOSITY << 3 | NUMBER -> verbosity = in.int32();
        case SANDBOX_DIR << 3 | BYTES -> sandboxDir = in.text();
        default -> in.skip();
      }
    }
    return new WorkRequest(arguments, inputs, requestId, cancel, verbosity, sandboxDir);
  }

  private static Input input(FieldReader in) throws MalformedMessageException {
    String path = "";
    Digest digest = Digest.empty();
    for (int tag = in.next(); tag != FieldReader.END; tag = in.next()) {
      switch (tag) {
        case PATH << 3 | BYTES -> path = in.text();
        case DIGEST << 3 | BYTES -> digest = Digest.of(in.bytes());
        default -> in.skip();
      }
    }
    return new Input(path, digest);
  }

  /** Reads an answer from {@code length} bytes, which are all of it. */
  public static WorkResponse answer(byte[] bytes, int from, int length)
      throws MalformedMessageException {
    int exitCode = 0;
    String output = "";
    int requestId = 0;
    boolean wasCancelled = false;
    FieldReader in = new FieldReader(bytes, from, length);
    for (int tag = in.next(); tag != FieldReader.END; tag = in.next()) {
      switch (tag) {
        case EXIT_CODE << 3 | NUMBER -> exitCode = in.int32();
        case OUTPUT << 3 | BYTES -> output = in.text();
        case ANSWERED_ID << 3 | NUMBER -> requestId = in.int32();
        case WAS_CANCELLED << 3 | NUMBER -> wasCancelled = in.bool();
        default -> in.skip();
      }
    }
    return new WorkResponse(exitCode, output, requestId, wasCancelled);
  }
}
