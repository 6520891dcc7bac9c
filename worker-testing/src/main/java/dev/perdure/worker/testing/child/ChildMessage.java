package dev.perdure.worker.testing.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the child protocol: a sequence of fields. This code is independent of the pool's,
 * so that a child is tested by what {@code PROTOCOL.md} says. Not thread-safe.
 */
public final class ChildMessage {
  /** How many bytes a message may have: a child that sends more has lost its way. */
  private static final int MAX_BYTES = 1 << 26;

  /** How many digits the length of a field has at most. */
  private static final int MAX_DIGITS = 8;

  /** A field; its value is bytes, since children may send what is not text. */
  private static final class Field {
    private final String name;
    private final byte[] value;

    Field(String name, byte[] value) {
      this.name = name;
      this.value = value;
    }
  }

  private final List<Field> fields = new ArrayList<>();

  private ChildMessage() {}

  /** A message of this type, to add fields to. */
  public static ChildMessage of(String type) {
    return new ChildMessage().with("type", type);
  }

  /** Adds a field. */
  public ChildMessage with(String name, String value) {
    fields.add(new Field(name, value.getBytes(UTF_8)));
    return this;
  }

  /** Its type; empty if it has none. */
  public String type() {
    return first("type");
  }

  /** The value of the first field with this name; empty if there is none. */
  public String first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? "" : values.get(0);
  }

  /** The values of all fields with this name, in order. */
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name.equals(name))
        .map(field -> new String(field.value, UTF_8))
        .toList();
  }

  /** The bytes of all fields with this name, one after the other, as text. */
  public String joined(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fields.stream()
        .filter(field -> field.name.equals(name))
        .forEach(field -> bytes.writeBytes(field.value));
    return bytes.toString(UTF_8);
  }

  /** The message as it is sent. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Field field : fields) {
      byte[] name = field.name.getBytes(UTF_8);
      bytes.writeBytes((name.length + 1 + field.value.length + ":").getBytes(UTF_8));
      bytes.writeBytes(name);
      bytes.write('=');
      bytes.writeBytes(field.value);
      bytes.write('\n');
    }
    bytes.writeBytes("0:\n".getBytes(UTF_8));
    return bytes.toByteArray();
  }

  /**
   * Reads the next message.
   *
   * @return null at the end of the stream
   * @throws IOException if it can't be read, is cut short, or is no message
   */
  public static @Nullable ChildMessage read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    ChildMessage message = new ChildMessage();
    long size = 0;
    int length = length(in, first);
    while (length > 0) {
      size += length;
      if (size > MAX_BYTES) {
        throw new IOException("a message of more than " + MAX_BYTES + " bytes came");
      }
      message.fields.add(field(in.readNBytes(length), length));
      expect('\n', in.read());
      length = length(in, in.read());
    }
    expect('\n', in.read());
    return message;
  }

  /** The decimal number before a colon. */
  private static int length(InputStream in, int first) throws IOException {
    int length = 0;
    int digit = first;
    for (int digits = 0; digit >= '0' && digit <= '9' && digits < MAX_DIGITS; digits++) {
      length = 10 * length + digit - '0';
      digit = in.read();
    }
    if (digit != ':' || first == ':') {
      throw new IOException("expected the length of a field, and a colon, came " + shown(digit));
    }
    return length;
  }

  private static Field field(byte[] bytes, int length) throws IOException {
    if (bytes.length < length) {
      throw new IOException(
          "a field of " + length + " bytes ended after " + bytes.length + " of them");
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '=') {
        byte[] value = new byte[length - i - 1];
        System.arraycopy(bytes, i + 1, value, 0, value.length);
        return new Field(new String(bytes, 0, i, UTF_8), value);
      }
    }
    throw new IOException("expected NAME=VALUE, came " + new String(bytes, UTF_8));
  }

  private static void expect(char expected, int came) throws IOException {
    if (came != expected) {
      throw new IOException("expected a newline after a field, came " + shown(came));
    }
  }

  private static String shown(int came) {
    return came < 0
        ? "the end"
        : came > ' ' && came <= '~' ? "'" + (char) came + "'" : "byte " + came;
  }
}
