package dev.perdure.worker.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All short beginnings of streams that mean something in either protocol. */
class FirstBytesTest {
  private static final byte[] JSON = bytes("{}\":1a \n\t\r");
  private static final byte[] PROTO = bytes("\n\22\30\40\50\62\72 \t\r\"{}1a\1\0");
  private static final byte[] FILLERS = bytes(" a}\"");

  private static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  /** Whether a brace or white space comes first, the next five bytes are all that there can be. */
  @Test
  void everyShortText_isDetectedAsTheProtocolThatReadsIt() throws IOException {
    byte[] text = new byte[6];
    int combinations = (int) Math.pow(JSON.length, text.length - 1);
    for (byte first : bytes("{ \n\t\r")) {
      text[0] = first;
      for (int i = 0; i < combinations; i++) {
        fill(text, 1, text.length, JSON, i);
        if (text[text.length - 1] == '}') { // Only an object's end makes a message of it.
          ProtocolDetectorFuzzer.fuzzerTestOneInput(text);
        }
      }
    }
  }

  /** Frames of these lengths, their first four bytes all that there can be. */
  @ParameterizedTest
  @ValueSource(ints = {9, 10, 13, 32, 123})
  void everyFrame_isDetectedAsProto(int length) throws IOException {
    byte[] start = new byte[4];
    int combinations = (int) Math.pow(PROTO.length, start.length);
    int whole = 0;
    for (int i = 0; i < combinations; i++) {
      fill(start, 0, start.length, PROTO, i);
      byte[] frame = frame(length, start, FILLERS[i % FILLERS.length]);
      if (frame.length == length + 1) {
        ProtocolDetectorFuzzer.fuzzerTestOneInput(frame);
        whole++;
      }
    }
    assertThat(whole).isGreaterThan(100);
  }

  private static void fill(byte[] target, int from, int to, byte[] alphabet, int number) {
    int rest = number;
    for (int i = from; i < to; i++) {
      target[i] = alphabet[rest % alphabet.length];
      rest /= alphabet.length;
    }
  }

  /** A frame that begins so, its text filled, and ids behind it; shorter if there is no such. */
  private static byte[] frame(int length, byte[] start, byte filler) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(length);
    frame.writeBytes(start);
    int at = 0;
    while (at < start.length) {
      boolean text = (start[at] & 7) == 2;
      if (at + 1 == start.length || (!text && (start[at] & 7) != 0)) {
        return start;
      }
      at += 2 + (text ? start[at + 1] : 0);
    }
    if (at > length || (length - at) % 2 != 0) {
      return start;
    }
    while (frame.size() <= at) {
      frame.write(filler);
    }
    while (frame.size() <= length) {
      frame.write(0x18);
      frame.write(1);
    }
    return frame.toByteArray();
  }
}
