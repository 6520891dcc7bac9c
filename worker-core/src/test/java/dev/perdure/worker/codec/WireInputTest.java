package dev.perdure.worker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WireInputTest {
  private static final int INITIAL = 8 << 10;
  private static final int PIPE = 64 << 10;

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(count).nextBytes(bytes);
    return bytes;
  }

  private static WireInput of(byte[] bytes) {
    return new WireInput(new ByteArrayInputStream(bytes), CodecLimits.defaults());
  }

  private static byte[] pending(WireInput in) {
    return Arrays.copyOfRange(in.array(), in.position(), in.limit());
  }

  @Test
  void beginning_holdsNothing() {
    WireInput in = of(bytes(5));
    assertThat(in.position()).isZero();
    assertThat(in.limit()).isZero();
    assertThat(in.offset(0)).isZero();
    assertThat(in.limits()).isSameAs(CodecLimits.defaults());
  }

  @Test
  void fill_atTheEnd_isFalseAndKeepsWhatIsThere() throws IOException {
    WireInput in = of(bytes(5));
    assertThat(in.fill()).isTrue();
    in.position(2);
    assertThat(in.fill()).isFalse();
    assertThat(in.fill()).isFalse();
    assertThat(pending(in)).isEqualTo(Arrays.copyOfRange(bytes(5), 2, 5));
  }

  @Test
  void require_growsTheArrayAndKeepsTheBytes() throws IOException {
    byte[] bytes = bytes(100_000);
    WireInput in = of(bytes);
    assertThat(in.require(bytes.length)).isTrue();
    assertThat(pending(in)).isEqualTo(bytes);
    assertThat(in.require(bytes.length + 1)).isFalse();
    assertThat(pending(in)).isEqualTo(bytes);
  }

  @Test
  void require_ofWhatIsThere_readsNothing() throws IOException {
    InputStream once =
        new InputStream() {
          private boolean read;

          @Override
          public int read() {
            throw new AssertionError("reads one by one");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            assertThat(read).as("was read before").isFalse();
            read = true;
            return 4;
          }
        };
    WireInput in = new WireInput(once, CodecLimits.defaults());
    assertThat(in.require(4)).isTrue();
    assertThat(in.require(4)).isTrue();
    assertThat(in.require(0)).isTrue();
  }

  @Test
  void consumedBytes_makeRoomWithoutGrowthBeyondAPipe() throws IOException {
    byte[] bytes = bytes(10 * PIPE);
    WireInput in = of(bytes);
    int consumed = 0;
    while (in.fill()) {
      assertThat(in.array()[in.position()]).isEqualTo(bytes[consumed]);
      // A bit less than all, so that something is kept and moved.
      int all = in.limit() - in.position();
      consumed += all - 3;
      in.position(in.limit() - 3);
      assertThat(in.array()).hasSize(all <= INITIAL ? INITIAL : PIPE);
    }
    assertThat(consumed).isEqualTo(bytes.length - 3);
  }

  @Test
  void offsets_areOfTheWholeStream() throws IOException {
    byte[] bytes = bytes(50_000);
    WireInput in = of(bytes);
    SplittableRandom random = new SplittableRandom(1);
    long place = 0;
    while (in.require(1)) {
      assertThat(in.offset(in.position())).isEqualTo(place);
      in.require(random.nextInt(12_000));
      assertThat(in.offset(in.position())).isEqualTo(place);
      assertThat(pending(in))
          .isEqualTo(
              Arrays.copyOfRange(bytes, (int) place, (int) place + in.limit() - in.position()));
      int step = random.nextInt(in.limit() - in.position() + 1);
      in.position(in.position() + step);
      place += step;
    }
    assertThat(place).isEqualTo(bytes.length);
  }

  @Test
  void smallMessages_neverGrowTheArray() throws IOException {
    InputStream stream =
        new ByteArrayInputStream(bytes(10 * INITIAL)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 100));
          }
        };
    WireInput in = new WireInput(stream, CodecLimits.defaults());
    while (in.fill()) {
      assertThat(in.array()).hasSize(INITIAL);
      in.position(in.limit());
    }
  }

  @Test
  void largeArray_isGivenBackOnceEmpty() throws IOException {
    byte[] bytes = bytes((4 << 20) + 1);
    WireInput in = of(bytes);
    in.require(bytes.length);
    assertThat(in.array().length).isGreaterThanOrEqualTo(bytes.length);
    in.position(in.limit());
    in.fill();
    assertThat(in.array()).hasSize(INITIAL);
  }

  @Test
  void largeArray_withBytesLeft_isKept() throws IOException {
    byte[] bytes = bytes((4 << 20) + 1);
    WireInput in = of(bytes);
    in.require(bytes.length);
    in.position(in.limit() - 1);
    in.fill();
    assertThat(pending(in)).isEqualTo(new byte[] {bytes[bytes.length - 1]});
  }

  @Test
  void smallArray_isKept() throws IOException {
    WireInput in = of(bytes(1 << 20));
    in.require(1 << 20);
    byte[] array = in.array();
    in.position(in.limit());
    in.fill();
    assertThat(in.array()).isSameAs(array);
  }

  @Test
  void position_canGoBackButNotOut() throws IOException {
    WireInput in = of(bytes(5));
    in.fill();
    in.position(5);
    in.position(0);
    assertThatThrownBy(() -> in.position(6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("position 6 is not in 0 to 5");
    assertThatThrownBy(() -> in.position(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limits_areAtLeastOne() {
    assertThatThrownBy(() -> new CodecLimits(0, 1)).hasMessage("max message bytes is 0");
    assertThatThrownBy(() -> new CodecLimits(1, 0)).hasMessage("max nesting is 0");
    assertThat(CodecLimits.defaults()).isEqualTo(new CodecLimits(256 << 20, 100));
  }
}
