package dev.perdure.worker.testing.conformance;

import dev.perdure.worker.testing.Client;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.conformance.fixture.Defect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which checks find a defect, in which protocol under which client. */
record DefectFinding(Protocol protocol, Client client, Set<String> checks) {
  private static final Map<Defect, DefectFinding> ALL = new EnumMap<>(Defect.class);

  static {
    finding(
        Defect.CANCEL_RUNS_AS_REQUEST,
        Protocol.JSON,
        "cancel-after",
        "cancel-at-once",
        "cancel-during",
        "cancel-unknown");
    finding(
        Defect.SHARED_BUFFER,
        Protocol.PROTO,
        "error-flood",
        "large-output",
        "leak",
        "own-output",
        "prints-into-answer");
    finding(Defect.SNEAKY_EXCEPTION_UNANSWERED, Protocol.PROTO, "failures");
    finding(Defect.FAILED_WRITE_UNNOTICED, Protocol.PROTO, "answers-unread");
    finding(Defect.ERROR_KILLS_ALL, Protocol.PROTO, "failures");
    finding(Defect.EXIT_KILLS_ALL, Protocol.PROTO, "failures");
    finding(Defect.OUT_OF_MEMORY_SWALLOWED, Protocol.PROTO, "failures");
    finding(Defect.THREAD_PER_REQUEST, Protocol.PROTO, "threads-bounded");
    finding(Defect.DUPLICATE_ID_CRASHES, Protocol.PROTO, "duplicate-id");
    finding(Defect.CUT_SHORT_RUNS, Protocol.PROTO, "cut-short");
    finding(Defect.NEGATIVE_LENGTH_RUNS, Protocol.PROTO, "negative-length");
    finding(Defect.FINISHED_WORK_LOST, Protocol.PROTO, "stubborn-keeps-result");
    finding(
        Defect.INTERRUPT_LEFT_OVER,
        Protocol.PROTO,
        "cancel-at-once",
        "cancel-during",
        "cancel-sandboxed",
        "cancel-then-work",
        "duplicate-id");
    finding(Defect.END_PRINTS_TRACE, Protocol.JSON, "clean-end");
    finding(Defect.ID_BEYOND_INT_TRACES, Protocol.JSON, "id-beyond-int");
    finding(Defect.NULL_ARGUMENTS_END, Protocol.JSON, "json-nulls");
    finding(Defect.SNAKE_CASE_IGNORED, Protocol.JSON, "json-snake-case");
    finding(Defect.DIGESTS_STAY_BASE64, Protocol.JSON, "digests-as-text");
    finding(Defect.ORPHANED_BY_WORK, Protocol.PROTO, "client-killed", "end-of-input-busy");
    finding(Defect.DEFAULT_CHARSET, Protocol.PROTO, "non-ascii");
    finding(Defect.OUTPUT_KEPT_FOR_EVER, Protocol.PROTO, "leak");
    finding(Defect.ONE_SHOT_EXITS_ZERO, Protocol.PROTO, "one-shot-parity");
    finding(Defect.ID_ZERO_FORGOTTEN_LATE, Protocol.PROTO, "back-to-back", "id-zero");
    finding(Defect.CANCEL_STALLS_READER, Protocol.PROTO, "stubborn-stalls-nobody");
    finding(Defect.EXIT_32_RETRIED, Protocol.PROTO, "exit-codes");
    finding(Defect.SECOND_MESSAGE_LOST, Protocol.PROTO, "two-in-one-write");
    finding(Defect.SPLIT_LENGTH_CRASHES, Protocol.PROTO, "split-anywhere");
    finding(
        Defect.PRINTS_TO_WIRE,
        Protocol.PROTO,
        "digests-as-text",
        "error-flood",
        "large-output",
        "leak",
        "non-ascii",
        "own-output",
        "prints-into-answer",
        "special-characters");
    finding(
        Defect.SANDBOX_IGNORED, Protocol.PROTO, "cancel-sandboxed", "sandbox", "sandboxes-at-once");
    finding(
        Defect.CHILDREN_LEFT,
        Protocol.PROTO,
        "client-killed",
        "end-of-input-busy",
        "input-and-sigterm-busy",
        "sigterm-busy",
        "sigterm-twice-busy");
    finding(Defect.NEWLINE_AWAITED, Protocol.JSON, "no-newline");
    finding(Defect.BRACE_IS_JSON, Protocol.PROTO, "frame-like-json");
    finding(Defect.CANCEL_CLOSES_KEPT, Protocol.PROTO, "cancel-any-moment");
    finding(Defect.FLAGFILE_LEFT_UNREAD, Client.BUILDFARM, "flagfile-left");
    finding(Defect.LABEL_READ_AS_FILE, Client.BUILDFARM, "label-kept");
    finding(Defect.SANDBOX_TAKEN_AS_RELATIVE, Client.NATIVELINK, "sandbox-absolute");
    finding(Defect.FILE_KEPT_IN_ROOT, Client.BUILDBARN, "root-swapped");
    finding(Defect.KEPT_BY_NO_DIGEST, Client.NATIVELINK, "digests-absent");
    finding(Defect.DIGESTS_DECODED, Client.BUILDBUDDY, "digests-as-messages");
    finding(Defect.SUCCESS_LOGGED, Client.BUILDFARM, "quiet-success");
    finding(Defect.ANSWER_UNLIMITED, Client.NATIVELINK, "answers-limited");
  }

  private static void finding(Defect defect, Protocol protocol, String... checks) {
    finding(defect, protocol, Client.BAZEL_8, checks);
  }

  private static void finding(Defect defect, Client client, String... checks) {
    finding(defect, Protocol.PROTO, client, checks);
  }

  private static void finding(Defect defect, Protocol protocol, Client client, String... checks) {
    ALL.put(defect, new DefectFinding(protocol, client, new TreeSet<>(List.of(checks))));
  }

  static DefectFinding of(Defect defect) {
    DefectFinding finding = ALL.get(defect);
    if (finding == null) {
      throw new IllegalArgumentException("no check is named that finds " + defect);
    }
    return finding;
  }
}
