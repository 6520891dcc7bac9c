package dev.perdure.worker.testing.wire;

import com.google.protobuf.ByteString;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.peer.Peer;

/** Our messages as those that protoc has generated, and the other way round. */
final class Peers {
  private Peers() {}

  static WorkRequest ours(Peer.WorkRequest peer) {
    return new WorkRequest(
        peer.getArgumentsList(),
        peer.getInputsList().stream()
            .map(input -> new Input(input.getPath(), Digest.of(input.getDigest().toByteArray())))
            .toList(),
        peer.getRequestId(),
        peer.getCancel(),
        peer.getVerbosity(),
        peer.getSandboxDir());
  }

  static WorkResponse ours(Peer.WorkResponse peer) {
    return new WorkResponse(
        peer.getExitCode(), peer.getOutput(), peer.getRequestId(), peer.getWasCancelled());
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

  static Peer.WorkResponse peer(WorkResponse answer) {
    return Peer.WorkResponse.newBuilder()
        .setExitCode(answer.exitCode())
        .setOutput(answer.output())
        .setRequestId(answer.requestId())
        .setWasCancelled(answer.wasCancelled())
        .build();
  }
}
