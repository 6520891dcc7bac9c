package dev.perdure.worker.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOutputTest {
  private static final String CUT = "\n(the output was cut after 0 MiB) [output-cut]\n";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private RequestOutput output(int maxBytes) {
    return new RequestOutput(log, maxBytes);
  }

  @Test
  void nothingPrinted_isEmpty() {
    assertThat(output(10).take()).isEmpty();
  }

  @Test
  void bytesAndText_areOneTextInOrder() throws IOException {
    RequestOutput output = output(100);
    output.stream().print("Grün ");
    output.write("世界".getBytes(UTF_8));
    output.write('!');
    output.stream().print(" 😀");
    assertThat(output.take()).isEqualTo("Grün 世界! 😀");
    assertThat(log.size()).isZero();
  }

  @Test
  void characterSplitOverWrites_isWhole() throws IOException {
    RequestOutput output = output(100);
    for (byte b : "ü世😀".getBytes(UTF_8)) {
      output.write(b);
    }
    assertThat(output.take()).isEqualTo("ü世😀");
  }

  @Test
  void bytesThatAreNoUtf8_areReplaced() throws IOException {
    RequestOutput output = output(100);
    output.write(new byte[] {'a', (byte) 0xff, 'b'});
    assertThat(output.take()).isEqualTo("a\ufffdb");
  }

  @Test
  void exactlyTheLimit_isNotCut() {
    RequestOutput output = output(5);
    output.stream().print("12345");
    assertThat(output.take()).isEqualTo("12345");
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456", "12345678901234567890"})
  void overTheLimit_isCutAndSaysSo(String text) {
    RequestOutput output = output(5);
    output.stream().print(text);
    output.stream().print("more");
    assertThat(output.take()).isEqualTo("12345" + CUT);
  }

  @Test
  void cutInsideACharacter_dropsTheHalf() {
    RequestOutput output = output(5);
    output.stream().print("1234世");
    assertThat(output.take()).isEqualTo("1234" + CUT);
  }

  @Test
  void afterTake_everythingGoesToTheLog() throws IOException {
    RequestOutput output = output(100);
    output.stream().print("in time");
    assertThat(output.take()).isEqualTo("in time");
    output.stream().print("late ");
    output.write("bytes".getBytes(UTF_8));
    assertThat(log.toString(UTF_8)).isEqualTo("late bytes");
    assertThat(output.take()).isEmpty();
  }

  @Test
  void prints_ofManyThreads_areAllThereAndEachWhole() throws Exception {
    RequestOutput output = output(1 << 20);
    int threads = 8;
    int lines = 500;
    CyclicBarrier start = new CyclicBarrier(threads);
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      String line = String.valueOf((char) ('a' + i)).repeat(20) + "\n";
      all[i] =
          new Thread(
              () -> {
                try {
                  start.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
                for (int n = 0; n < lines; n++) {
                  output.stream().print(line);
                }
              });
      all[i].start();
    }
    for (Thread thread : all) {
      thread.join(10_000);
    }
    assertThat(output.take().lines())
        .hasSize(threads * lines)
        .allMatch(line -> line.equals(line.substring(0, 1).repeat(20)));
  }
}
