package dev.perdure.worker.runtime.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.codec.WireInput;
import dev.perdure.worker.contract.ChunkedStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolDetectorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"arguments\":[]}",
        "{ }",
        "{\n}",
        "{ \"arguments\":[]}",
        "{\n\"arguments\":[\"x\"]}",
        "{\n  \"request_id\" : 1}",
        "{\r\n\t\"inputs\"\n:\n[]}",
        "{\n  \"a-1\": 1}",
        "{ \"k1\":1}",
        "{ \n }",
        "{\t\n}",
        "{ \"cancel\":true}",
        "{\"",
        "{}{",
        "{\n }",
        "{\n\n}",
        "{\n\t}\n",
        "{\r\n}",
        "{\n\r\n}\r\n",
        "{\n\n\n  }{\"requestId\":1}",
        "{\n \"$schema\":1}",
        "\n{}",
        "\n\n{\n }",
        " {\"requestId\":1}",
        "\r\n{\"a\":1}",
        "\r\n\t{\"a\":1}",
        " \n\n{\"a\":1}",
        "\t\t{ \"arguments\": [\"x\"]}",
        "\ufeff{}",
        "\ufeff{\"requestId\":1}",
        "\ufeff\r\n{ \"requestId\":1}",
      })
  void objects_areJson(String text) throws IOException {
    assertDetected(text.getBytes(UTF_8), "json");
  }

  /** A client that has sent a whole message waits: nothing after it may be waited for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "{\n}",
        "{\n }",
        "{\n\n}",
        "{\n\t}",
        "{\n\r\n}",
        "{\n                                }",
        "{\n \"a\":{}}",
        "{\n \"$a\":1}",
        "{\n\"\":1}",
        "\ufeff{\"\":1}",
        "\ufeff{\n"
            + "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\":"
            + " {}}",
        "\n{}",
        " \n\n{\"a\":1}",
        "\r\n\t{\"a\":1}",
        "\ufeff{}",
      })
  void wholeObject_isJsonWithoutWaitingForMore(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      WireInput in = new WireInput(ChunkedStream.endless(bytes, size), CodecLimits.defaults());
      assertThat(in.fill()).isTrue();
      assertThat(ProtocolDetectorFuzzer.detect(in)).as("reads of %s", size).isEqualTo("json");
    }
  }

  /** Short frames whose length is white space, and whose arguments are that or JSON. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n\n\b        ",
        "\n\n\b{\"a\":1} ",
        "\t\u0018\u0007\n\u0005abcde",
        "\r\n\t{\"a\":1}  \u0018\u0001",
        "\r\n\u000b\r\n\r\n\r\n\r\n   ",
        " \n\t         \n\t         \n\b{}{}{}{}",
        " \n\n{\"a\":1234}2\u0012 0123456789abcdef!",
      })
  void wholeFrame_isProtoWithoutWaitingForMore(String text) throws IOException {
    byte[] bytes = Arrays.copyOf(text.getBytes(UTF_8), 1 + text.charAt(0));
    for (int size = 1; size <= bytes.length; size++) {
      WireInput in = new WireInput(ChunkedStream.endless(bytes, size), CodecLimits.defaults());
      assertThat(in.fill()).isTrue();
      assertThat(ProtocolDetectorFuzzer.detect(in)).as("reads of %s", size).isEqualTo("proto");
    }
  }

  @Test
  void longFrame_whoseLengthBeginsAsAByteOrderMark_isProto() throws IOException {
    assertDetected(new byte[] {(byte) 0xef, 1, 0x0a, 1, 'x'}, "proto");
    byte[] frame = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 1, 0x0a, 1, 'x'};
    assertDetected(frame, "proto");
  }

  @Test
  void whiteSpaceWithoutEnd_isJsonAndReadNoFurther() throws IOException {
    byte[] spaces = " ".repeat(1 << 20).getBytes(UTF_8);
    spaces[0] = '{';
    WireInput in = new WireInput(new ByteArrayInputStream(spaces), CodecLimits.defaults());
    assertThat(ProtocolDetectorFuzzer.detect(in)).isEqualTo("json");
    assertThat(in.limit()).isLessThan(1 << 16);
  }

  @Test
  void bracesAlone_areTruncatedInEither() throws IOException {
    // What follows decides; when nothing does, either codec can say what is missing.
    assertDetected("{".getBytes(UTF_8), "json");
    assertDetected("{ ".getBytes(UTF_8), "json");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 122, 124, 127, 128, 255})
  void otherFirstBytes_areProto(int first) throws IOException {
    assertDetected(new byte[] {(byte) first, 0x0a, 0x01}, "proto");
  }

  /** The tags of all the fields, each first in a frame whose length is an opening brace. */
  @ParameterizedTest
  @ValueSource(ints = {0x0a, 0x12, 0x18, 0x20, 0x28, 0x32})
  void frameOf123Bytes_isProto(int tag) throws IOException {
    // Not up to a closing brace: no argument of that length fits in, no bool has that value.
    for (int second = 0; second < 110; second++) {
      assertDetected(frame(tag, second), "proto");
    }
  }

  /** Lengths of a first argument that are white space or a quotation mark to a JSON parser. */
  @ParameterizedTest
  @ValueSource(ints = {9, 10, 13, 32, 34})
  void frameOf123Bytes_withArgumentsThatLookLikeJson_isProto(int length) throws IOException {
    for (String start :
        new String[] {"", "\"", "\"arguments", "\"x y\"", "\"\":", "\"a\"b", "}", "\n }"}) {
      byte[] frame = frame(0x0a, length);
      byte[] text = start.getBytes(UTF_8);
      System.arraycopy(text, 0, frame, 3, Math.min(text.length, length));
      assertDetected(frame, "proto");
    }
  }

  @Test
  void frameOf123Bytes_withAQuotedArgument_isProto() throws IOException {
    byte[] frame = frame(0x0a, 10);
    System.arraycopy("\"quotedxx\"".getBytes(UTF_8), 0, frame, 3, 10);
    assertDetected(frame, "proto");
  }

  /** A field, whose text is "xxx…", and then unknown fields of two bytes, "xx", or three. */
  private static byte[] frame(int tag, int second) {
    byte[] frame = new byte[124];
    Arrays.fill(frame, (byte) 'x');
    frame[0] = 123;
    frame[1] = (byte) tag;
    frame[2] = (byte) second;
    int end = 3 + ((tag & 7) == 2 ? second : 0);
    if ((frame.length - end) % 2 != 0) {
      frame[end] = 0x7a;
      frame[end + 1] = 1;
    }
    return frame;
  }

  /** Detects from reads of every size up to the whole, and checks that nothing is consumed. */
  private static void assertDetected(byte[] bytes, String protocol) throws IOException {
    for (int chunk = 1; chunk <= bytes.length; chunk++) {
      WireInput in = new WireInput(new Chunks(bytes, chunk), CodecLimits.defaults());
      assertThat(ProtocolDetectorFuzzer.detect(in))
          .as("reads of %s bytes", chunk)
          .isEqualTo(protocol);
      ByteArrayOutputStream left = new ByteArrayOutputStream();
      do {
        left.write(in.array(), in.position(), in.limit() - in.position());
        in.position(in.limit());
      } while (in.fill());
      assertThat(left.toByteArray()).isEqualTo(bytes);
    }
  }

  /** Gives at most so many bytes a read. */
  private static final class Chunks extends ByteArrayInputStream {
    private final int chunk;

    Chunks(byte[] bytes, int chunk) {
      super(bytes);
      this.chunk = chunk;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, chunk));
    }
  }
}
