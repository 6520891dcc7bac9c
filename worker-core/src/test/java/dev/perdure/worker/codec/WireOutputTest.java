package dev.perdure.worker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WireOutputTest {
  private final WireOutput out = new WireOutput();

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(count).nextBytes(bytes);
    return bytes;
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    out.writeTo(target);
    return target.toByteArray();
  }

  @Test
  void fresh_isEmpty() throws IOException {
    assertThat(out.size()).isZero();
    assertThat(written()).isEmpty();
  }

  @Test
  void put_appendsAndGrows() throws IOException {
    byte[] bytes = bytes(10_000);
    for (int i = 0; i < 4_000; i++) {
      out.put(bytes[i] + 256);
    }
    out.put(bytes, 4_000, 6_000);
    assertThat(out.size()).isEqualTo(10_000);
    assertThat(written()).isEqualTo(bytes);
    assertThat(written()).as("they stay").isEqualTo(bytes);
  }

  @Test
  void putOther_appendsWhatItHolds() throws IOException {
    WireOutput other = new WireOutput();
    other.put(bytes(700), 0, 700);
    out.put(1);
    out.put(other);
    out.put(other);
    byte[] expected = new byte[1_401];
    expected[0] = 1;
    System.arraycopy(bytes(700), 0, expected, 1, 700);
    System.arraycopy(bytes(700), 0, expected, 701, 700);
    assertThat(written()).isEqualTo(expected);
  }

  @Test
  void putItself_doublesIt() throws IOException {
    out.put(bytes(400), 0, 400);
    out.put(out);
    assertThat(Arrays.copyOfRange(written(), 400, 800)).isEqualTo(bytes(400));
  }

  @Test
  void advance_countsWhatWasPutIntoTheArray() throws IOException {
    out.ensure(3);
    out.array()[out.size()] = 7;
    out.array()[out.size() + 1] = 8;
    out.advance(2);
    assertThat(written()).containsExactly(7, 8);
  }

  @Test
  void advance_outOfTheArray_isRefused() {
    int room = out.array().length;
    assertThatThrownBy(() -> out.advance(room + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no room for " + (room + 1));
    assertThatThrownBy(() -> out.advance(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ensure_ofMoreThanAnArrayCanHold_isRefused() {
    out.put(1);
    assertThatThrownBy(() -> out.ensure(Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a message of 2147483648 bytes can't be encoded");
  }

  @Test
  void clear_keepsASmallArrayAndGivesALargeOneBack() throws IOException {
    out.put(bytes(10_000), 0, 10_000);
    byte[] small = out.array();
    out.clear();
    assertThat(out.array()).isSameAs(small);
    out.ensure((1 << 20) + 1);
    out.clear();
    assertThat(out.array().length).isLessThan(10_000);
    out.put(5);
    assertThat(written()).containsExactly(5);
  }
}
