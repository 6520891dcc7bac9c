package dev.perdure.worker.contract;

import java.util.Arrays;
import java.util.Random;

/** Breaks bytes here and there: flips bits, puts bytes in, takes some out, cuts the end off. */
public final class Corruption {
  private final Random random;

  /** Corruption by this source of chance. */
  public Corruption(Random random) {
    this.random = random;
  }

  /** A broken copy of {@code bytes}. */
  public byte[] of(byte[] bytes) {
    byte[] broken = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      broken = once(broken);
    }
    return broken;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int count = Math.min(1 + random.nextInt(4), bytes.length - at);
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = any();
        return longer;
      }
      case 2 -> {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - count);
        System.arraycopy(bytes, at + count, shorter, at, bytes.length - at - count);
        return shorter;
      }
      case 3 -> {
        byte[] other = bytes.clone();
        Arrays.fill(other, at, at + count, any());
        return other;
      }
      default -> {
        byte[] flipped = bytes.clone();
        if (at < bytes.length) {
          flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
      }
    }
  }

  /** Any byte, and more often those that mean something. */
  private byte any() {
    String meaningful = "\"\\{}[],: u0-.\n'\u0000\u0012\u0018\u007f";
    return random.nextBoolean()
        ? (byte) random.nextInt(256)
        : (byte) meaningful.charAt(random.nextInt(meaningful.length()));
  }
}
