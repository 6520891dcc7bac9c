package com.google.devtools.build.lib.worker;

import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes proto messages, each after its length, from a stream of the caller. It never takes a byte
 * of the next message, as a reader with a buffer would.
 */
final class DelimitedMessages {
  private static final int MAX_LENGTH_BYTES = 10;

  private DelimitedMessages() {}

  /**
   * The bytes of the next message, after its length. There are none at the end of the stream, and
   * fewer than the length says if the stream ends within the message: the codec refuses that.
   */
  static WireInput next(InputStream in) throws IOException {
    CodecLimits limits = CodecLimits.defaults();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long length = 0;
    int b = in.read();
    while (b >= 0) {
      length |= (long) (b & 0x7f) << (7 * bytes.size());
      bytes.write(b);
      if (b < 0x80 || bytes.size() == MAX_LENGTH_BYTES) {
        break;
      }
      b = in.read();
    }
    if (b >= 0 && b < 0x80 && length > 0 && length <= limits.maxMessageBytes()) {
      bytes.writeBytes(in.readNBytes((int) length));
    }
    return new WireInput(new ByteArrayInputStream(bytes.toByteArray()), limits);
  }
}
