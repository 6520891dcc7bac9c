package dev.perdure.worker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The digest of an input, as opaque bytes; equal digests mean equal contents.
 *
 * <p>Bazel sends the lower-case hexadecimal text of the hash as bytes (F7); other clients may send
 * the hash itself, or nothing. Immutable and thread-safe.
 */
public final class Digest {
  private static final Digest EMPTY = new Digest(new byte[0]);

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The empty digest, of an input that the client sent without one. */
  public static Digest empty() {
    return EMPTY;
  }

  /** A digest of a copy of {@code bytes}. */
  public static Digest of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /**
   * A digest of a copy of {@code length} bytes of {@code bytes}, from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static Digest of(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || length > bytes.length - offset) {
      throw new IndexOutOfBoundsException(
          "range of " + length + " bytes at " + offset + " leaves an array of " + bytes.length);
    }
    return length == 0 ? EMPTY : new Digest(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** A digest of the UTF-8 bytes of {@code text}, which is how Bazel sends hexadecimal hashes. */
  public static Digest ofText(String text) {
    return text.isEmpty() ? EMPTY : new Digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** True if the client sent no digest for this input. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The number of bytes. */
  public int length() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Copies the bytes into {@code target} from {@code offset} on; there must be room for them. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes as text if they are printable ASCII, otherwise in hexadecimal after {@code 0x}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      if (b <= ' ' || b > '~') {
        return "0x" + HexFormat.of().formatHex(bytes);
      }
      text.append((char) b);
    }
    return text.toString();
  }
}
