package dev.perdure.worker.cache.remote.entry;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.fuzz.Findings;
import java.util.List;

/** An entry of a remote cache is read as protobuf-java reads it, or refused. */
public final class ActionResultFuzzer {
  private ActionResultFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) throws InvalidProtocolBufferException {
    ActionResult result;
    try {
      result = ActionResultCodec.decode(data);
    } catch (CorruptEntryException refused) {
      return; // We are stricter: what we could not restore is none of ours.
    }
    Findings.same(peer(data), result, "entry");
    byte[] encoded = ActionResultCodec.encode(result);
    Findings.same(result, peer(encoded), "entry written");
    try {
      Findings.same(result, ActionResultCodec.decode(encoded), "entry read again");
    } catch (CorruptEntryException e) {
      throw new AssertionError("what was written is refused", e);
    }
  }

  /** What the peer reads, by the fields of the public ActionResult. */
  private static ActionResult peer(byte[] data) throws InvalidProtocolBufferException {
    UnknownFieldSet entry = UnknownFieldSet.parseFrom(data);
    return new ActionResult(
        entry.getField(2).getLengthDelimitedList().stream()
            .map(ActionResultFuzzer::message)
            .map(file -> new OutputFile(text(file, 1), blob(file, 2), number(file, 4) != 0))
            .toList(),
        (int) number(entry, 4),
        text(entry, 5),
        blob(entry, 6));
  }

  private static UnknownFieldSet message(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the peer refuses a message", e);
    }
  }

  /** The content that a field names. A message that comes in parts is all of them together. */
  private static Blob blob(UnknownFieldSet message, int field) {
    List<ByteString> parts = message.getField(field).getLengthDelimitedList();
    if (parts.isEmpty()) {
      return Blob.EMPTY;
    }
    UnknownFieldSet digest = message(ByteString.copyFrom(parts));
    return new Blob(text(digest, 1), number(digest, 2));
  }

  private static String text(UnknownFieldSet message, int field) {
    List<ByteString> values = message.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? "" : values.get(values.size() - 1).toStringUtf8();
  }

  private static long number(UnknownFieldSet message, int field) {
    List<Long> values = message.getField(field).getVarintList();
    return values.isEmpty() ? 0 : values.get(values.size() - 1);
  }
}
