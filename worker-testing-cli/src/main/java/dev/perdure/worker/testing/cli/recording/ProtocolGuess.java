package dev.perdure.worker.testing.cli.recording;

import dev.perdure.worker.testing.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from the first bytes of the requests which encoding a client uses (F4). */
final class ProtocolGuess {
  /**
   * A brace is also the length of a proto frame of 123 bytes, white space is the length of a
   * shorter one, and white space after either can be the tag of a field. But a complete key can't
   * occur in proto. There may be white space before the brace, and a byte order mark before that.
   */
  private static final Pattern JSON =
      Pattern.compile(
          "(?:\u00ef\u00bb\u00bf)?+[ \t\r\n]*+"
              + "\\{(?:\"|[ \t\r\n]*+(?:\\}|\"[A-Za-z_]+\"[ \t\r\n]*+:))");

  private static final int DECIDING_BYTES = 300;

  private ProtocolGuess() {}

  /** The encoding, or null while both are possible. */
  @SuppressWarnings("JdkObsolete") // hitEnd is for streams of which more may come.
  static @Nullable Protocol of(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, DECIDING_BYTES);
    Matcher json = JSON.matcher(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
    if (json.lookingAt()) {
      return Protocol.JSON;
    }
    return json.hitEnd() && length < DECIDING_BYTES ? null : Protocol.PROTO;
  }
}
