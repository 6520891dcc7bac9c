package dev.perdure.worker.process.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkerProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {
  private static final long MAX = 1 << 20;

  @Test
  void message_isWrittenAsTheProtocolShowsIt() throws IOException {
    Message work =
        Message.of("work")
            .with("id", "7")
            .with("dir", "/build/1")
            .withAll("arg", List.of("-c", "M.hs"));
    assertThat(written(work))
        .isEqualTo("9:type=work\n4:id=7\n12:dir=/build/1\n6:arg=-c\n8:arg=M.hs\n0:\n");
  }

  @Test
  void message_isReadAsItWasWritten() throws IOException {
    Message message = Message.of("work").withAll("arg", List.of("", "a=b\n0:\n", "Grün", "\0"));
    MessageReader reader = reader(written(message) + written(Message.of("ping")));
    Message read = reader.read();
    assertThat(read.type()).isEqualTo("work");
    assertThat(read.all("arg")).containsExactly("", "a=b\n0:\n", "Grün", "\0");
    assertThat(read.first("arg")).isEmpty();
    assertThat(read.first("none")).isNull();
    assertThat(reader.read().type()).isEqualTo("ping");
    assertThat(reader.read()).isNull();
  }

  @Test
  void joined_decodesWhatWasSplitInsideOfACharacter() throws IOException {
    byte[] bytes = "8:output=?\n8:output=?\n0:\n".getBytes(UTF_8);
    bytes[9] = (byte) 0xc3;
    bytes[20] = (byte) 0xa4;
    Message read = new MessageReader(new ByteArrayInputStream(bytes), MAX).read();
    assertThat(read.joined("output")).isEqualTo("ä");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "what            | byte 1: expected a decimal length and a colon, came 'w' [child-length]",
        "-1:             | byte 1: expected a decimal length and a colon, came '-' [child-length]",
        ":               | byte 1: expected a decimal length and a colon, came ':' [child-length]",
        "12345678901:    | byte 11: expected a decimal length and a colon, came '1' [child-length]",
        "9999999999:     | byte 11: expected a message of at most 1048576 bytes, came more [child-too-long]",
        "1048576:        | byte 8: expected a message of at most 1048576 bytes, came more [child-too-long]",
        "9:type=         | byte 7: expected 9 bytes of a field, came the end after 5 [child-truncated]",
        "4:type          | byte 6: expected a newline after a field, came the end [child-newline]",
        "3:a=bc          | byte 6: expected a newline after a field, came 'c' [child-newline]",
        "3:abcN0:N       | byte 6: expected NAME=VALUE, came a field of 3 bytes without = [child-name]",
        "3:a=bN0:        | byte 8: expected a newline after a field, came the end [child-newline]",
        "3:a=bN          | byte 6: expected a decimal length and a colon, came the end [child-length]",
      })
  void brokenMessage_isRefusedWithItsPlace(String bytes, String message) {
    MessageReader reader = reader(bytes.replace('N', '\n'));
    assertThatThrownBy(reader::read)
        .isInstanceOf(WorkerProtocolException.class)
        .hasMessage(message);
  }

  @Test
  void manyEmptyFields_countAsWhatTheyOccupy() {
    MessageReader reader = reader("2:a=\n".repeat(1 << 15) + "0:\n");
    assertThatThrownBy(reader::read).hasMessageContaining("[child-too-long]");
  }

  private static MessageReader reader(String text) {
    return new MessageReader(new ByteArrayInputStream(text.getBytes(UTF_8)), MAX);
  }

  private static String written(Message message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new MessageWriter(bytes).write(message);
    return bytes.toString(UTF_8);
  }
}
