package dev.perdure.worker.cache.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.perdure.worker.fuzz.Findings;
import dev.perdure.worker.fuzz.peer.RemotePeer;

/** An entry of a remote cache is read as protobuf-java reads it, or refused. */
public final class ActionResultFuzzer {
  private ActionResultFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    ActionResult result;
    try {
      result = ActionResultCodec.decode(data);
    } catch (CorruptEntryException refused) {
      return; // We are stricter: what we could not restore is none of ours.
    }
    Findings.same(peer(data), peer(result), "entry");
    byte[] encoded = ActionResultCodec.encode(result);
    Findings.same(peer(result), peer(encoded), "entry written");
    try {
      Findings.same(result, ActionResultCodec.decode(encoded), "entry read again");
    } catch (CorruptEntryException e) {
      throw new AssertionError("what was written is refused", e);
    }
  }

  /** What the peer reads, without what it keeps of fields that it does not know. */
  private static RemotePeer.ActionResult peer(byte[] data) {
    try {
      RemotePeer.ActionResult whole = RemotePeer.ActionResult.parseFrom(data);
      RemotePeer.ActionResult.Builder known =
          RemotePeer.ActionResult.newBuilder()
              .setExitCode(whole.getExitCode())
              .setStdoutRaw(whole.getStdoutRaw());
      if (whole.hasStdoutDigest()) {
        addLongText(
            known, whole.getStdoutDigest().getHash(), whole.getStdoutDigest().getSizeBytes());
      }
      for (RemotePeer.OutputFile file : whole.getOutputFilesList()) {
        known.addOutputFiles(
            RemotePeer.OutputFile.newBuilder()
                .setPath(file.getPath())
                .setDigest(digest(file.getDigest().getHash(), file.getDigest().getSizeBytes()))
                .setIsExecutable(file.getIsExecutable()));
      }
      return known.build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the peer refuses it", e);
    }
  }

  private static RemotePeer.ActionResult peer(ActionResult result) {
    RemotePeer.ActionResult.Builder peer =
        RemotePeer.ActionResult.newBuilder()
            .setExitCode(result.exitCode())
            .setStdoutRaw(ByteString.copyFrom(result.text(), UTF_8));
    addLongText(peer, result.longText().sha256(), result.longText().size());
    for (OutputFile file : result.files()) {
      peer.addOutputFiles(
          RemotePeer.OutputFile.newBuilder()
              .setPath(file.path())
              .setDigest(digest(file.content().sha256(), file.content().size()))
              .setIsExecutable(file.executable()));
    }
    return peer.build();
  }

  /** Text that is empty is the same as none. */
  private static void addLongText(RemotePeer.ActionResult.Builder peer, String hash, long size) {
    if (size > 0 || !hash.equals(Blob.EMPTY.sha256())) {
      peer.setStdoutDigest(digest(hash, size));
    }
  }

  private static RemotePeer.Digest digest(String hash, long size) {
    return RemotePeer.Digest.newBuilder().setHash(hash).setSizeBytes(size).build();
  }
}
