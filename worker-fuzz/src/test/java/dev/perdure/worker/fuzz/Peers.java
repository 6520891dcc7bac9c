package dev.perdure.worker.fuzz;

import com.google.protobuf.ByteString;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.peer.Peer;

/** Our messages and those of protobuf-java's generated classes, each from the other. */
final class Peers {
  private Peers() {}

  static WorkRequest request(Peer.WorkRequest peer) {
    return new WorkRequest(
        peer.getArgumentsList().stream().map(Peers::wellFormed).toList(),
        peer.getInputsList().stream().map(Peers::input).toList(),
        peer.getRequestId(),
        peer.getCancel(),
        peer.getVerbosity(),
        wellFormed(peer.getSandboxDir()));
  }

  static WorkResponse response(Peer.WorkResponse peer) {
    return new WorkResponse(
        peer.getExitCode(),
        wellFormed(peer.getOutput()),
        peer.getRequestId(),
        peer.getWasCancelled());
  }

  static Peer.WorkRequest peer(WorkRequest request) {
    Peer.WorkRequest.Builder peer =
        Peer.WorkRequest.newBuilder()
            .addAllArguments(request.arguments())
            .setRequestId(request.requestId())
            .setCancel(request.cancel())
            .setVerbosity(request.verbosity())
            .setSandboxDir(request.sandboxDir());
    for (Input input : request.inputs()) {
      peer.addInputs(
          Peer.Input.newBuilder()
              .setPath(input.path())
              .setDigest(ByteString.copyFrom(input.digest().toBytes())));
    }
    return peer.build();
  }

  static Peer.WorkResponse peer(WorkResponse response) {
    return Peer.WorkResponse.newBuilder()
        .setExitCode(response.exitCode())
        .setOutput(response.output())
        .setRequestId(response.requestId())
        .setWasCancelled(response.wasCancelled())
        .build();
  }

  private static Input input(Peer.Input peer) {
    return new Input(wellFormed(peer.getPath()), Digest.of(peer.getDigest().toByteArray()));
  }

  /** The peer keeps lone surrogates of escapes, we replace them. */
  private static String wellFormed(String text) {
    return text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xfffd : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
