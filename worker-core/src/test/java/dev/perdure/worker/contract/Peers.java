package dev.perdure.worker.contract;

import com.google.protobuf.ByteString;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.peer.Peer;

/** Our messages as those of protobuf-java's generated classes, and the other way round. */
public final class Peers {
  private Peers() {}

  /** The peer's request as ours. */
  public static WorkRequest ours(Peer.WorkRequest peer) {
    return new WorkRequest(
        peer.getArgumentsList().stream().map(Peers::wellFormed).toList(),
        peer.getInputsList().stream().map(Peers::input).toList(),
        peer.getRequestId(),
        peer.getCancel(),
        peer.getVerbosity(),
        wellFormed(peer.getSandboxDir()));
  }

  /** The peer's response as ours. */
  public static WorkResponse ours(Peer.WorkResponse peer) {
    return new WorkResponse(
        peer.getExitCode(),
        wellFormed(peer.getOutput()),
        peer.getRequestId(),
        peer.getWasCancelled());
  }

  /** Our request as the peer's. */
  public static Peer.WorkRequest peer(WorkRequest request) {
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

  /** Our response as the peer's. */
  public static Peer.WorkResponse peer(WorkResponse response) {
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

  /** The peer keeps lone surrogates of JSON's escapes, we replace them. */
  private static String wellFormed(String text) {
    return text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xfffd : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
