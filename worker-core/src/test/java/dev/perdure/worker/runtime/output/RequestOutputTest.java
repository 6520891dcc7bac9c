package dev.perdure.worker.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOutputTest {
  private static String cut(int bytes) {
    return "\n(" + bytes + " bytes of the output were left out here) [output-cut]\n";
  }

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
  @CsvSource({
    "ABCDEFGHI, 1, ABCDEF, HI",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ, 18, ABCDEF, YZ",
  })
  void overTheLimit_keepsBeginningAndEndAndSaysHowMuchIsMissing(
      String text, int missing, String beginning, String end) throws IOException {
    String expected = beginning + cut(missing) + end;
    RequestOutput atOnce = output(8);
    atOnce.stream().print(text);
    RequestOutput byAndBy = output(8);
    for (byte b : text.getBytes(UTF_8)) {
      byAndBy.write(b);
    }
    assertThat(List.of(atOnce.text(), atOnce.take(), byAndBy.take())).containsOnly(expected);
  }

  @Test
  void cutInsideOfCharacters_dropsTheirHalves() {
    RequestOutput output = output(16);
    output.stream().print("123456789世1234567世12");
    assertThat(output.take()).isEqualTo("123456789世" + cut(10) + "12");
  }

  @Test
  void textOfAnyLength_takesNoMoreMemoryThanIsKept() throws IOException {
    RequestOutput output = output(1000);
    byte[] large = new byte[1 << 20];
    Arrays.fill(large, (byte) 'x');
    for (int i = 0; i < 5000; i++) {
      output.write(large);
    }
    assertThat(output.take()).hasSize(1000 + cut(1).length() + "5242879000".length() - 1);
  }

  @Test
  @Timeout(30)
  void readingTheText_whileAThreadPrints_waitsForNoThreadThatPrints() throws Exception {
    RequestOutput output = output(1 << 20);
    CountDownLatch printing = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              synchronized (output.stream()) {
                printing.countDown();
                awaitUninterruptibly(read);
                output.stream().print("slow");
              }
            });
    thread.start();
    printing.await();
    assertThat(output.text()).isEmpty();
    assertThat(output.find(new byte[] {'x'})).isEqualTo(-1);
    read.countDown();
    thread.join();
    assertThat(output.take()).isEqualTo("slow");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
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

  @Test
  @Timeout(60)
  void takeAtAnyMoment_splitsWhatIsPrinted_andLosesNothing() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      all.append(i).append('\n');
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      log.reset();
      RequestOutput output = output(1 << 20);
      Thread printing =
          new Thread(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  output.stream().print(i + "\n");
                }
              });
      printing.start();
      int reads = random.nextInt(200);
      String text = "";
      for (int i = 0; i < reads; i++) {
        String longer = output.text();
        assertThat(longer).as("seed %s", seed).startsWith(text);
        text = longer;
      }
      String taken = output.take();
      printing.join(30_000);
      assertThat(taken).as("seed %s", seed).startsWith(text);
      assertThat(taken + log.toString(UTF_8)).as("seed %s", seed).isEqualTo(all.toString());
    }
  }
}
