package dev.perdure.worker.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Proto: each message has its length before it. */
final class HandWrittenProto extends HandWrittenMessages {
  private static final int ARGUMENTS = 1;
  private static final int INPUTS = 2;
  private static final int REQUEST_ID = 3;
  private static final int LENGTH_DELIMITED = 2;
  private static final int RESPONSE_ID_TAG = 3 << 3;

  private int position;

  @Override
  int read(byte[] bytes, int from, int to) {
    int length = 0;
    int start = from;
    for (int shift = 0; ; shift += 7) {
      if (start == to) {
        return -1;
      }
      byte next = bytes[start++];
      length |= (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    if (length > to - start) {
      return -1;
    }
    clear();
    position = start;
    request(bytes, start + length);
    return start + length;
  }

  private void request(byte[] bytes, int end) {
    while (position < end) {
      int tag = (int) varint(bytes);
      int field = tag >>> 3;
      if ((tag & 7) == LENGTH_DELIMITED) {
        int length = (int) varint(bytes);
        if (field == ARGUMENTS) {
          arguments.add(new String(bytes, position, length, UTF_8));
          position += length;
        } else if (field == INPUTS) {
          input(bytes, position + length, inputs);
        } else {
          position += length;
        }
      } else {
        long value = varint(bytes);
        if (field == REQUEST_ID) {
          requestId = (int) value;
        }
      }
    }
  }

  private void input(byte[] bytes, int end, List<String> texts) {
    while (position < end) {
      varint(bytes);
      int length = (int) varint(bytes);
      texts.add(new String(bytes, position, length, UTF_8));
      position += length;
    }
  }

  private long varint(byte[] bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  int answer(byte[] bytes, int at) {
    if (requestId == 0) {
      bytes[at] = 0;
      return at + 1;
    }
    int end = at + 1;
    bytes[end++] = RESPONSE_ID_TAG;
    int left = requestId;
    while (left > 0x7f) {
      bytes[end++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[end++] = (byte) left;
    bytes[at] = (byte) (end - at - 1);
    return end;
  }
}
