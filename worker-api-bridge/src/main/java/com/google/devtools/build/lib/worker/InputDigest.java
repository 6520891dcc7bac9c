package com.google.devtools.build.lib.worker;

import dev.perdure.worker.Digest;
import java.nio.charset.StandardCharsets;

/**
 * The digest of an input, as opaque bytes. Stands where the official library has protobuf's
 * ByteString, with the methods of it that workers call. Immutable and thread-safe.
 */
public final class InputDigest {
  private final Digest content;

  InputDigest(Digest content) {
    this.content = content;
  }

  /** A digest of a copy of {@code bytes}. */
  public static InputDigest copyFrom(byte[] bytes) {
    return new InputDigest(Digest.of(bytes));
  }

  /** A digest of the UTF-8 bytes of {@code text}. */
  public static InputDigest copyFromUtf8(String text) {
    return new InputDigest(Digest.ofText(text));
  }

  /** True if the client sent no digest. */
  public boolean isEmpty() {
    return content.isEmpty();
  }

  /** The number of bytes. */
  public int size() {
    return content.length();
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return content.toBytes();
  }

  /** The bytes as text, which is how Bazel sends hexadecimal hashes. */
  public String toStringUtf8() {
    return new String(content.toBytes(), StandardCharsets.UTF_8);
  }

  Digest content() {
    return content;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InputDigest digest && content.equals(digest.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /** For people: the bytes as text where they are printable ASCII, else in hexadecimal. */
  @Override
  public String toString() {
    return content.toString();
  }
}
