package dev.perdure.worker.benchmarks.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** JSON: one line per message, as Bazel prints it. Texts keep their escapes. */
final class HandWrittenJson extends HandWrittenMessages {
  private static final byte[] ANSWER = "{\"requestId\":".getBytes(ISO_8859_1);

  private int position;

  /** How many bytes of an incomplete message were searched for its end. */
  private int searched;

  @Override
  int read(byte[] bytes, int from, int to) {
    int end = from + searched;
    while (end < to && bytes[end] != '\n') {
      end++;
    }
    if (end == to) {
      searched = end - from;
      return -1;
    }
    searched = 0;
    clear();
    position = from;
    object(bytes);
    return end + 1;
  }

  /** Reads an object; the members that are kept have one place each in a request. */
  private void object(byte[] bytes) {
    position++;
    while (token(bytes) != '}') {
      String name = text(bytes);
      token(bytes);
      position++;
      value(bytes, name);
      if (token(bytes) == ',') {
        position++;
      }
    }
    position++;
  }

  private void array(byte[] bytes, String name) {
    position++;
    while (token(bytes) != ']') {
      value(bytes, name);
      if (token(bytes) == ',') {
        position++;
      }
    }
    position++;
  }

  private void value(byte[] bytes, String name) {
    byte first = token(bytes);
    if (first == '"') {
      String text = text(bytes);
      if (name.equals("arguments")) {
        arguments.add(text);
      } else if (name.equals("path") || name.equals("digest")) {
        inputs.add(text);
      }
    } else if (first == '[') {
      array(bytes, name);
    } else if (first == '{') {
      object(bytes);
    } else {
      int value = 0;
      byte next = first;
      while (next != ',' && next != '}' && next != ']' && next > ' ') {
        value = 10 * value + next - '0';
        next = bytes[++position];
      }
      if (name.equals("requestId")) {
        requestId = value;
      }
    }
  }

  /** The next byte that is no blank. */
  private byte token(byte[] bytes) {
    while (bytes[position] == ' ') {
      position++;
    }
    return bytes[position];
  }

  private String text(byte[] bytes) {
    int begin = ++position;
    while (bytes[position] != '"') {
      position += bytes[position] == '\\' ? 2 : 1;
    }
    return new String(bytes, begin, position++ - begin, UTF_8);
  }

  @Override
  int answer(byte[] bytes, int at) {
    System.arraycopy(ANSWER, 0, bytes, at, ANSWER.length);
    byte[] id = Integer.toString(requestId).getBytes(ISO_8859_1);
    int end = at + ANSWER.length;
    System.arraycopy(id, 0, bytes, end, id.length);
    end += id.length;
    bytes[end++] = '}';
    bytes[end++] = '\n';
    return end;
  }
}
