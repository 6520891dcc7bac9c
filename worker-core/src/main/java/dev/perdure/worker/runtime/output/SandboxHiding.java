package dev.perdure.worker.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the sandbox directory of a request out of what it prints, so that paths are as the client
 * knows them: {@code box/1/a/B.java} becomes {@code a/B.java}, and the directory alone becomes
 * {@code .}. The text may come in pieces of any size. At most one path is held back. Loaded only if
 * this is asked for. Not thread-safe.
 */
final class SandboxHiding {
  /** What is written for the directory alone. */
  private static final int HERE = '.';

  /**
   * How the directory may be written, the longest form first, in UTF-8 without a slash at the end.
   */
  private final List<byte[]> forms = new ArrayList<>();

  /** The end of the text so far, if a form may begin with it. */
  private byte[] held = {};

  /** The byte before what is held, or before what comes next. */
  private int before = '\n';

  SandboxHiding(String sandboxDir) {
    String relative = sandboxDir.replaceFirst("/+$", "");
    try {
      String absolute = Path.of(relative).toAbsolutePath().normalize().toString();
      if (!absolute.equals(relative)) {
        forms.add(absolute.getBytes(UTF_8));
      }
    } catch (InvalidPathException e) {
      // Then nobody has used it as a path.
    }
    forms.add(relative.getBytes(UTF_8));
  }

  /** Takes the next piece; returns what can be written now. */
  byte[] next(byte[] bytes, int offset, int length) {
    byte[] text = new byte[held.length + length];
    System.arraycopy(held, 0, text, 0, held.length);
    System.arraycopy(bytes, offset, text, held.length, length);
    return pass(text, false);
  }

  /** What is held back, as the end of the text. The state stays as it is. */
  byte[] rest() {
    int savedBefore = before;
    byte[] saved = held;
    byte[] rest = pass(held, true);
    before = savedBefore;
    held = saved;
    return rest;
  }

  private byte[] pass(byte[] text, boolean atEnd) {
    ByteArrayOutputStream passed = new ByteArrayOutputStream(text.length);
    int at = 0;
    while (at < text.length) {
      int length = 0;
      for (byte[] form : forms) {
        int matching = length == 0 && mayBeginWith(form) ? matching(form, text, at) : 0;
        if (matching == text.length - at && !atEnd) {
          held = Arrays.copyOfRange(text, at, text.length); // The next byte decides.
          return passed.toByteArray();
        }
        if (matching == form.length) {
          int end = at + matching;
          if (end + 1 == text.length && text[end] == '.' && !atEnd) {
            held =
                Arrays.copyOfRange(text, at, text.length); // The end of a sentence, or of a name?
            return passed.toByteArray();
          }
          length = isWhole(form, text, end) ? matching : length;
        }
      }
      if (length == 0) {
        passed.write(text[at]);
        before = text[at++];
      } else {
        at += length;
        before = '/';
        if (at < text.length && text[at] == '/') {
          at++;
        } else {
          passed.write(HERE);
        }
      }
    }
    held = new byte[0];
    return passed.toByteArray();
  }

  /** How many bytes of {@code form} are at {@code start} of {@code text}. */
  private static int matching(byte[] form, byte[] text, int start) {
    int count = 0;
    while (count < form.length
        && start + count < text.length
        && text[start + count] == form[count]) {
      count++;
    }
    return count;
  }

  /** Whether {@code form}, after the byte before it, is not only the end of a longer path. */
  private boolean mayBeginWith(byte[] form) {
    return !isNamePart(before) && before != '.' && (before != '/' || form[0] == '/');
  }

  /** Whether a path ends with the {@code form} that ends here, or goes on with a slash. */
  private static boolean isWhole(byte[] form, byte[] text, int end) {
    if (end < text.length && text[end] == '/') {
      return true;
    }
    // A single name, such as 2, is a word like others unless a path goes on after it.
    return contains(form, '/') && !isNamePart(text, end);
  }

  private static boolean contains(byte[] bytes, char wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  /** A dot is part of a name if the name goes on after it. */
  private static boolean isNamePart(byte[] text, int at) {
    int place = at < text.length && text[at] == '.' ? at + 1 : at;
    return place < text.length && isNamePart(text[place]);
  }

  private static boolean isNamePart(int b) {
    return b < 0 || b == '_' || b == '-' || Character.isLetterOrDigit(b);
  }
}
