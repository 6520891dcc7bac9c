package dev.perdure.worker.testing.cli.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.cli.record.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingReaderTest {
  @TempDir Path directory;

  @Test
  void log_isReadAsItHappened() throws IOException {
    Path log =
        LogFile.in(directory)
            .in(Frames.request(Protocol.PROTO, 3, "a"))
            .err("hm")
            .out(Frames.answer(Protocol.PROTO, 3, 0, "b"))
            .end(RecordedStream.IN)
            .exit(0)
            .write(directory);

    List<RecordedEvent> events = read(log);

    assertThat(events).hasSize(5);
    assertThat(events)
        .extracting(RecordedEvent::at)
        .containsExactly(1000L, 2000L, 3000L, 4000L, 5000L);
    assertThat(events.get(1)).isEqualTo(new RecordedEvent.Logged(2000, "hm"));
    assertThat(events.get(4)).isEqualTo(new RecordedEvent.Exited(5000, 0));
    try (RecordingReader reader = RecordingReader.open(log)) {
      assertThat(reader.header().command()).containsExactly("worker", "--persistent_worker");
      assertThat(reader.header().directory()).isEqualTo(directory);
      assertThat(reader.header().environment()).containsEntry("TMPDIR", "/tmp");
    }
  }

  @Test
  void cutAnywhereInTheLastLine_readsAllBefore() throws IOException {
    String whole = LogFile.in(directory).err("a").toString();
    String last = LogFile.in(directory).err("a").err("b").toString().substring(whole.length());
    for (int cut = 0; cut < last.length() - 1; cut++) {
      Path log = directory.resolve("cut");
      Files.writeString(log, whole + last.substring(0, cut));
      assertThat(read(log)).as("cut after %d", cut).hasSize(1);
    }
  }

  @Test
  void cutInsideOfACharacter_readsAllBefore() throws IOException {
    byte[] whole = (LogFile.in(directory).err("a") + "{\"at\":2,\"log\":\"ü").getBytes(UTF_8);
    Path log = directory.resolve("cut");
    Files.write(log, Arrays.copyOf(whole, whole.length - 1));
    assertThat(read(log)).hasSize(1);
  }

  @Test
  void bytesThatAreNoText_areRefusedByName() throws IOException {
    Path file = Files.write(directory.resolve("other"), new byte[] {(byte) 0x9e, 0, (byte) 0xff});
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("is no recording");
  }

  @Test
  void laterProgramsEvents_areSkipped() throws IOException {
    Path log =
        LogFile.in(directory).text("{\"at\":1,\"moon\":\"full\"}\n").err("a").write(directory);
    assertThat(read(log)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``; is empty",
        "Hello; is no recording",
        "{\"a\":1}; is no recording",
        "{\"perdureRecording\":2}; is of version 2, and this program reads up to version 1",
        "{\"perdureRecording\":1}; line 1"
      })
  void otherFile_isRefusedByName(String text, String problem) throws IOException {
    Path file = Files.writeString(directory.resolve("other"), text);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(problem);
  }

  @Test
  void numberThatIsNoInteger_isNamed() throws IOException {
    Path log =
        LogFile.in(directory)
            .text(
                "{\"at\":1,\"request\":{\"requestId\":1.5},\"offset\":0,\"size\":1,"
                    + "\"protocol\":\"json\"}\n")
            .err("a")
            .write(directory);
    assertThatThrownBy(() -> read(log))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void brokenLineWithin_isNamed() throws IOException {
    Path log = LogFile.in(directory).text("{\"at\":1,\"in\":\"&\"}\n").err("a").write(directory);
    assertThatThrownBy(() -> read(log))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("line 2");
  }

  private static List<RecordedEvent> read(Path log) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(log)) {
      for (RecordedEvent event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
    }
    return events;
  }
}
