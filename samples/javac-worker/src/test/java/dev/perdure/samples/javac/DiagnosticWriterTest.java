package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class DiagnosticWriterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String written() {
    return bytes.toString(UTF_8);
  }

  @Test
  void prefixWrittenInPieces_isTakenOff() throws Exception {
    try (DiagnosticWriter writer = new DiagnosticWriter(bytes, "box/1/")) {
      writer.write("box");
      writer.flush();
      writer.write("/1/ö.java: box/1/x\nbox/1/rest");
      assertThat(written()).isEmpty();
    }
    assertThat(written()).isEqualTo("ö.java: x\nrest");
  }

  @Test
  void completeLine_isFlushedAtOnce() {
    PrintWriter printer = new DiagnosticWriter(bytes, "").printer();
    printer.println("one");
    assertThat(written()).isEqualTo("one\n");
  }
}
