package dev.perdure.worker.json;

import dev.perdure.worker.WorkerProtocolException;
import java.io.IOException;

/**
 * Reads numbers in all forms that proto3 JSON allows for an int32: as text, and with a fraction or
 * an exponent if the value is an integer. The time is linear in the length of the text, however
 * large the exponent.
 */
final class JsonNumber {
  private static final int MAX_INT32_DIGITS = 10;

  /** Larger than every length, but far from overflow. */
  private static final long MAX_EXPONENT = 1L << 40;

  private final String text;
  private int at;

  private JsonNumber(String text) {
    this.text = text;
  }

  /** Reads the next number, as it was written. */
  static String next(JsonReader reader) throws IOException {
    long offset = reader.offset();
    StringBuilder token = new StringBuilder();
    for (byte b = reader.peek(); isPart(b); b = reader.current()) {
      token.append((char) b);
      reader.position++;
    }
    if (token.length() == 0) {
      throw JsonMalformed.value(reader, "a value");
    }
    String text = token.toString();
    if (!new JsonNumber(text).isNumber()) {
      throw JsonMalformed.number(reader, offset, text);
    }
    return text;
  }

  private static boolean isPart(byte b) {
    return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  /** Reads the next int32, which is not null. */
  static int int32(JsonReader reader) throws IOException {
    byte first = reader.peek();
    long offset = reader.offset();
    if (first == '"') {
      String text = reader.text();
      if (!new JsonNumber(text).isNumber()) {
        throw JsonMalformed.text(reader, offset, "an integer", text);
      }
      return value(reader, offset, text);
    }
    if (!isPart(first)) {
      throw JsonMalformed.value(reader, "an integer");
    }
    return value(reader, offset, next(reader));
  }

  /** Whether the text is a number by the grammar of RFC 8259. */
  private boolean isNumber() {
    accept('-');
    boolean zero = accept('0');
    if (!zero && !digits()) {
      return false;
    }
    if (accept('.') && !digits()) {
      return false;
    }
    if (accept('e') || accept('E')) {
      if (!accept('-')) {
        accept('+');
      }
      if (!digits()) {
        return false;
      }
    }
    return at == text.length();
  }

  private boolean accept(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private boolean digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > start;
  }

  private static int value(JsonReader reader, long offset, String number)
      throws WorkerProtocolException {
    StringBuilder digits = new StringBuilder();
    long exponent = 0;
    boolean fraction = false;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == '.') {
        fraction = true;
      } else if (c == 'e' || c == 'E') {
        exponent += exponent(number, i + 1);
        break;
      } else if (c != '-') {
        exponent -= fraction ? 1 : 0;
        if (c != '0' || digits.length() > 0) {
          digits.append(c);
        }
      }
    }
    int significant = digits.length();
    while (significant > 0 && digits.charAt(significant - 1) == '0') {
      significant--;
      exponent++;
    }
    if (significant == 0) {
      return 0;
    }
    if (exponent < 0 || significant + exponent > MAX_INT32_DIGITS) {
      throw JsonMalformed.range(reader, offset, number);
    }
    long value = Long.parseLong(digits.substring(0, significant));
    for (; exponent > 0; exponent--) {
      value *= 10;
    }
    value = number.charAt(0) == '-' ? -value : value;
    if (value != (int) value) {
      throw JsonMalformed.range(reader, offset, number);
    }
    return (int) value;
  }

  private static long exponent(String number, int from) {
    long exponent = 0;
    for (int i = from; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c >= '0' && c <= '9') {
        exponent = Math.min(10 * exponent + c - '0', MAX_EXPONENT);
      }
    }
    return number.charAt(from) == '-' ? -exponent : exponent;
  }
}
