package dev.perdure.worker.contract;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages made from a seed: usual ones, and those that nobody thinks of. */
public final class RandomMessages {
  private static final String[] WORDS = {
    "bazel-out/k8-fastbuild/bin/",
    "pkg/a.txt",
    "--flag=",
    "@@esc",
    "@repo//x:y",
    "héllo",
    "世界",
    "😀",
    "\"",
    "\\",
    "\t",
    "\r\n",
    "\u0000",
    "\u001f",
    "\u007f",
    "\u0080",
    "\u2028",
    "\u2029",
    "\ufffd",
    "\uffff",
    "<&>'=",
    "/",
    "0",
    " ",
    "\u07ff",
    "\u0800",
    "\ud800\udc00",
    "\udbff\udfff",
    "null",
  };
  private static final int[] NUMBERS = {
    0, 0, 0, 1, 2, 10, 127, 128, 300, -1, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private static final long DEFAULT_SEED = 7_711;

  private final Random random;

  /** Messages of one seed; always the same in the same order. */
  public RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The seed of a test: the system property {@code perdure.seed}, else always the same, so that a
   * build can be had again. Printed.
   */
  public static long seed() {
    long seed = Long.getLong("perdure.seed", DEFAULT_SEED);
    System.out.println("-Dperdure.seed=" + seed);
    return seed;
  }

  /** The source of chance behind the messages, for what else a test does with them. */
  public Random random() {
    return random;
  }

  /** The next request. */
  public WorkRequest request() {
    return new WorkRequest(
        texts(),
        inputs(),
        number(),
        random.nextInt(4) == 0,
        number(),
        random.nextBoolean() ? "" : text());
  }

  /** The next response. */
  public WorkResponse response() {
    return new WorkResponse(number(), text(), number(), random.nextInt(4) == 0);
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = count(); i > 0; i--) {
      texts.add(text());
    }
    return texts;
  }

  private List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    for (int i = count(); i > 0; i--) {
      inputs.add(new Input(text(), digest()));
    }
    return inputs;
  }

  private int count() {
    return random.nextInt(100) == 0 ? random.nextInt(200) : random.nextInt(5);
  }

  private int number() {
    return random.nextInt(4) == 0 ? random.nextInt() : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      switch (random.nextInt(8)) {
        case 0 -> text.append("x".repeat(random.nextInt(200)));
        case 1 -> text.appendCodePoint(point());
        default -> text.append(WORDS[random.nextInt(WORDS.length)]);
      }
    }
    return text.toString();
  }

  private int point() {
    int point = random.nextInt(Character.MAX_CODE_POINT + 1);
    return Character.getType(point) == Character.SURROGATE ? 'ß' : point;
  }

  private Digest digest() {
    byte[] bytes = new byte[random.nextInt(70)];
    random.nextBytes(bytes);
    return switch (random.nextInt(4)) {
      case 0 -> Digest.empty();
      case 1 -> Digest.of(bytes);
      default -> Digest.ofText(Long.toHexString(random.nextLong()).repeat(4));
    };
  }
}
