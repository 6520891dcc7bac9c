package dev.perdure.worker.process;

import java.util.List;
import java.util.Random;

/** What a request of {@link FaultInjectionTest} makes its process do. */
enum Fault {
  NONE(120, true, "echo"),
  NONE_ON_STDERR(80, true, "error"),
  GROWS(10, true, "grow 3000000"),
  RETIRES(1, true, "retire"),
  ANSWERS_TWICE(1, true, "twice"),
  LEAVES_AN_ORPHAN(1, true, "fork"),
  DIES(1, false, "die"),
  ENDS(1, false, "leave 3"),
  PRINTS_GARBAGE(1, false, "garbage"),
  STOPS_INSIDE_A_MESSAGE(1, false, "cut"),
  ANSWERS_ANOTHER_REQUEST(1, false, "foreign"),
  ANSWERS_TOO_MUCH(1, false, "big 2000000"),
  HANGS_UNTIL_CANCELLED(1, false, "hang"),
  WAITS_FOR_ITS_CANCEL(1, false, "wait"),
  REFUSES_TO_START(1, false, "echo"),
  STARTS_WITH_GARBAGE(1, false, "echo"),
  DOES_NOT_EXIST(1, false, "echo");

  private static final int TOTAL = List.of(values()).stream().mapToInt(each -> each.weight).sum();

  private final int weight;
  private final boolean answers;

  /** What it is asked, words with a space in between. */
  private final String verb;

  Fault(int weight, boolean answers, String verb) {
    this.weight = weight;
    this.answers = answers;
    this.verb = verb;
  }

  static Fault random(Random random) {
    int left = random.nextInt(TOTAL);
    for (Fault each : values()) {
      left -= each.weight;
      if (left < 0) {
        return each;
      }
    }
    throw new AssertionError();
  }

  /** Whether there can be an answer. */
  boolean answers() {
    return answers;
  }

  /** Whether nothing else ends it. */
  boolean needsCancel() {
    return this == HANGS_UNTIL_CANCELLED || this == WAITS_FOR_ITS_CANCEL;
  }

  /** The child, of one of three configurations where it starts, mostly of the same. */
  ProcessConfiguration child(Random random) {
    return switch (this) {
      case REFUSES_TO_START -> FakeChild.starting("refuse");
      case STARTS_WITH_GARBAGE -> FakeChild.starting("babble");
      case DOES_NOT_EXIST -> ProcessConfiguration.of("/no/such/tool");
      default ->
          switch (random.nextInt(20)) {
            case 0 -> FakeChild.that();
            case 1 -> FakeChild.that("ping", "cancel");
            default -> FakeChild.that("ping", "cancel", "forget");
          };
    };
  }

  /** The arguments, with a word that no other request has. */
  List<String> arguments(String word) {
    boolean takesWord = !needsCancel() && verb.indexOf(' ') < 0;
    return List.of((takesWord ? verb + " " + word : verb).split(" "));
  }
}
