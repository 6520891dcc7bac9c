package dev.perdure.worker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads consecutive inputs in the form that clients write: without white space, each with a path
 * and a digest of the same length. Only inputs that have arrived completely are read, and none is
 * consumed before all of them have proven to have this form. All others are read in the normal way.
 *
 * <p>So all their digests can be decoded at once. From some hundred characters on, the JDK's
 * decoder uses vector instructions, which take a twentieth of the time.
 */
final class JsonInputBatch {
  /** More would not be faster, and these fit into the processor's first-level cache. */
  private static final int MAX_COUNT = 64;

  private static final int INITIAL_COUNT = 8;
  private static final int MAX_DIGEST_CHARS = 256;

  // The text around the values, as little-endian words.
  private static final long BEFORE_PATH = word("{\"path\":");
  private static final int BEFORE_PATH_BYTES = Long.BYTES + 1;
  private static final long BEHIND_PATH = word("\",\"diges");
  private static final long BEFORE_DIGEST = word("igest\":\"");
  private static final int BETWEEN_BYTES = 12;
  private static final int BEHIND_DIGEST_BYTES = 2;

  private final JsonReader reader;

  private int count;
  private String[] paths = new String[INITIAL_COUNT];

  // The concatenated texts of all digests, the length of each one, and its padding.
  private byte[] text = {};
  private int chars;
  private int[] paddings = new int[INITIAL_COUNT];

  JsonInputBatch(JsonReader reader) {
    this.reader = reader;
  }

  private static long word(String text) {
    long word = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      word = word << Byte.SIZE | text.charAt(i);
    }
    return word;
  }

  /** How many inputs had the usual form when a batch was last read. */
  int count() {
    return count;
  }

  /**
   * Consumes the next inputs, up to the comma or bracket after the last of them.
   *
   * @param inputs receives them, from index {@code to} on, as far as there is room
   * @return false if nothing was consumed
   */
  boolean read(Input[] inputs, int to) {
    int end = collect(Math.min(MAX_COUNT, inputs.length - to));
    byte[] bytes = count == 0 ? null : JsonBase64.standard(text, 0, count * chars);
    if (bytes == null) {
      return false;
    }
    int length = chars / JsonBase64.UNIT_CHARS * JsonBase64.UNIT_BYTES;
    for (int i = 0; i < count; i++) {
      Digest digest = Digest.of(bytes, i * length, length - paddings[i]);
      inputs[to + i] = new Input(paths[i], digest);
    }
    reader.position = end;
    return true;
  }

  /** Looks at the next inputs; returns the end of the last one that has the usual form. */
  private int collect(int max) {
    byte[] array = reader.array;
    ByteBuffer words = reader.words();
    int limit = reader.limit;
    int at = reader.position;
    int end = at;
    count = 0;
    while (count < max
        && limit - at > BEFORE_PATH_BYTES
        && words.getLong(at) == BEFORE_PATH
        && array[at + BEFORE_PATH_BYTES - 1] == '"') {
      int path = at + BEFORE_PATH_BYTES;
      int pathEnd = JsonBytes.special(array, words, path, limit);
      if (limit - pathEnd <= BETWEEN_BYTES
          || words.getLong(pathEnd) != BEHIND_PATH
          || words.getLong(pathEnd + BETWEEN_BYTES - Long.BYTES) != BEFORE_DIGEST) {
        break;
      }
      int digest = pathEnd + BETWEEN_BYTES;
      if (count == 0) {
        chars = JsonBytes.special(array, words, digest, limit) - digest;
        if (chars == 0 || chars % JsonBase64.UNIT_CHARS != 0 || chars > MAX_DIGEST_CHARS) {
          break;
        }
      }
      // An earlier quote is not base64, so decoding fails on it.
      int digestEnd = digest + chars;
      if (limit - digestEnd <= BEHIND_DIGEST_BYTES
          || array[digestEnd] != '"'
          || array[digestEnd + 1] != '}') {
        break;
      }
      String pathText = new String(array, path, pathEnd - path, UTF_8);
      if (pathText.indexOf(JsonReader.REPLACEMENT) >= 0) {
        break;
      }
      add(pathText, array, digest);
      end = digestEnd + BEHIND_DIGEST_BYTES;
      if (array[end] != ',') {
        break;
      }
      at = end + 1;
    }
    return end;
  }

  private void add(String path, byte[] array, int digest) {
    int start = count * chars;
    int stop = start + chars;
    if (stop > text.length) {
      text = Arrays.copyOf(text, Math.max(INITIAL_COUNT * chars, 2 * start));
    }
    if (count == paths.length) {
      paths = Arrays.copyOf(paths, 2 * count);
      paddings = Arrays.copyOf(paddings, 2 * count);
    }
    System.arraycopy(array, digest, text, start, chars);
    // Look for it in the original: the copy can't be read before it has left the processor's
    // buffers, which takes as long as the rest of a digest.
    int digestEnd = digest + chars;
    int padding = array[digestEnd - 1] != '=' ? 0 : array[digestEnd - 2] != '=' ? 1 : 2;
    for (int i = 1; i <= padding; i++) {
      // A zero, since padding would end the whole text.
      text[stop - i] = 'A';
    }
    paths[count] = path;
    paddings[count] = padding;
    count++;
  }
}
