package dev.perdure.worker.process.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message: a sequence of fields, the first of which is its type. Not thread-safe. */
public final class Message {
  /** A field; its value is bytes, since children may send what is not text. */
  static final class Field {
    final String name;
    final byte[] value;

    Field(String name, byte[] value) {
      this.name = name;
      this.value = value;
    }
  }

  private static final String TYPE = "type";

  private final List<Field> fields = new ArrayList<>();

  /** A message without fields, not even a type. */
  Message() {}

  /** A message of the given type, to add fields to. */
  public static Message of(String type) {
    return new Message().with(TYPE, type);
  }

  /** Adds a field; the value is sent as UTF-8. */
  public Message with(String name, String value) {
    return add(new Field(name, value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds a field for each value. */
  public Message withAll(String name, Iterable<String> values) {
    for (String value : values) {
      with(name, value);
    }
    return this;
  }

  Message add(Field field) {
    fields.add(field);
    return this;
  }

  List<Field> fields() {
    return fields;
  }

  /** The type of the message; empty if it has none. */
  public String type() {
    String type = first(TYPE);
    return type == null ? "" : type;
  }

  /** The value of the first field with this name, or null. */
  public @Nullable String first(String name) {
    for (Field field : fields) {
      if (field.name.equals(name)) {
        return text(field);
      }
    }
    return null;
  }

  /** The values of all fields with this name, in order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name.equals(name)) {
        values.add(text(field));
      }
    }
    return values;
  }

  /** The values of all fields with this name, concatenated before they are decoded. */
  public String joined(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Field field : fields) {
      if (field.name.equals(name)) {
        bytes.writeBytes(field.value);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String text(Field field) {
    return new String(field.value, StandardCharsets.UTF_8);
  }
}
