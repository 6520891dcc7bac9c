package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a client may expect of every worker. The harness adds to each test: exactly one answer for
 * each request, no foreign bytes, no thread and no process left behind.
 */
@Timeout(120)
abstract class WorkerContract {
  private static final List<String> ANSWERED_FAILURES =
      List.of("checked", "sneaky", "throwable", "error", "linkage", "recursion", "unprintable");

  @TempDir Path files;

  /** The loop under test. */
  abstract Loop loop();

  private Path file(String name) {
    return files.resolve(name);
  }

  private String name(String name) {
    return file(name).toString();
  }

  // One answer for each request.

  @ParameterizedTest
  @EnumSource
  void whateverTheHandlerThrows_isAnsweredAndTheNextRequestIsServed(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      for (String kind : ANSWERED_FAILURES) {
        WorkResponse answer = worker.work("fail", kind);
        assertThat(answer.exitCode()).as(kind).isEqualTo(1);
        assertThat(answer.wasCancelled()).as(kind).isFalse();
        assertThat(answer.output()).as(kind).contains("Deeds$Failures");
        assertThat(worker.work("echo", "fine")).isEqualTo(WorkResponse.of(0, 0, "fine"));
      }
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void knownFailure_isAnsweredWithItsCodeAndMessageAndNothingElse(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      assertThat(worker.work("fail-known", "7")).isEqualTo(WorkResponse.of(0, 7, "not today\n"));
      assertThat(worker.work("fail-known", "0").output()).contains("exit code 0 is no failure");
      WorkRequest outside =
          WorkRequest.of(0, List.of("resolve", "../x")).withSandboxDir(name("box"));
      assertThat(worker.work(outside))
          .isEqualTo(
              WorkResponse.of(
                  0,
                  1,
                  "path ../x leaves the sandbox directory "
                      + name("box")
                      + " [path-leaves-sandbox]\n"));
      assertThat(worker.end()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void exitCodesAndPrints_belongToTheirOwnAnswers(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      assertThat(worker.work("echo", "first").output()).isEqualTo("first");
      assertThat(worker.work("nothing").output()).as("request 1's print in answer 2").isEmpty();
      assertThat(worker.work("return", "-3").exitCode()).isEqualTo(-3);
      assertThat(worker.work("return", "32").exitCode()).isEqualTo(32);
      assertThat(worker.work("thread-prints").output()).isEqualTo("of a thread");
      assertThat(worker.work(WorkRequest.of(7, List.of("echo", "x"))))
          .isEqualTo(WorkResponse.of(7, 0, "x"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void interruptFlag_doesNotReachTheNextRequest(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      for (int i = 0; i < 20; i++) {
        assertThat(worker.work("leave-flag")).isEqualTo(WorkResponse.of(0, 0, ""));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void printAfterTheAnswer_reachesNoOtherAnswer(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      assertThat(worker.work("late-print", name("go"))).isEqualTo(WorkResponse.of(0, 0, ""));
      worker.send(WorkRequest.of(0, List.of("await-file", name("on"), name("end"), name("off"))));
      Await.file(file("on"));
      create("go");
      if (place.isProcess()) {
        Await.until("the late print", () -> worker.log().contains("late print"));
      }
      create("end");
      assertThat(worker.await(0).output()).isEqualTo("finished");
    }
  }

  private void create(String name) {
    try {
      Files.createFile(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyRequestsAhead_areAllAnsweredByFewThreads(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      int requests = 500;
      for (int id = 1; id <= requests; id++) {
        worker.send(WorkRequest.of(id, List.of("threads")));
      }
      for (int id = 1; id <= requests; id++) {
        int most = 4 + Runtime.getRuntime().availableProcessors();
        assertThat(worker.await(id).output().split(" ")).hasSizeLessThanOrEqualTo(most);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void largeAndAwkwardTexts_arriveAsTheyWereSent(Place place) {
    String awkward = "Grün 世界 😀 \"quoted\" \\ = ' < > & \u0001 \u007f \u2028 \r\n\t";
    try (WorkerHarness worker = place.start(loop())) {
      assertThat(worker.work("echo", awkward, "", "@@x", "x".repeat(100_000)).output())
          .isEqualTo(awkward + "||@x|" + "x".repeat(100_000));
      int length = place.largeText();
      assertThat(worker.work("print", Integer.toString(length)).output()).hasSize(length);
    }
  }

  // What the handler sees.

  /** Buildfarm and NativeLink send the names of flagfiles, which Bazel itself expands (F21). */
  @ParameterizedTest
  @EnumSource
  void flagfileThatTheClientHasLeft_isReadFromTheSandboxDirectory(Place place) throws IOException {
    Files.createDirectory(file("box"));
    Files.writeString(file("box/args.params"), "echo\na b\n@repo//x:y\n@missing\n");
    try (WorkerHarness worker = place.start(loop())) {
      WorkRequest request = WorkRequest.of(0, List.of("@args.params")).withSandboxDir(name("box"));
      assertThat(worker.work(request).output()).isEqualTo("a b|@repo//x:y|@missing");
    }
  }

  @ParameterizedTest
  @EnumSource
  void request_isSeenEqualInAllProtocols(Place place) {
    WorkRequest request =
        WorkRequest.of(3, List.of("describe", "Grün", ""))
            .withInputs(
                List.of(
                    new Input("a/ä.in", Digest.ofText("3938653d97")),
                    new Input("b", Digest.of(new byte[] {0, (byte) 0xff, '\n'})),
                    new Input("c", Digest.empty())))
            .withVerbosity(10)
            .withSandboxDir("__sandbox/1/_main");
    try (WorkerHarness worker = place.start(loop())) {
      assertThat(worker.work(request).output())
          .isEqualTo(
              "[describe, Grün, ] a/ä.in=3938653d97 b=0x00ff0a c= id=3 verbosity=10"
                  + " x=__sandbox/1/_main/x");
      assertThat(worker.work(WorkRequest.of(0, List.of("describe"))).output())
          .isEqualTo("[describe] id=0 verbosity=0 x=x");
    }
  }

  @ParameterizedTest
  @EnumSource
  void standardInput_isEmpty(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      assertThat(worker.work("read").exitCode()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void contextClassLoader_isTheWorkersFromTheFirstRequestOn(Place place) {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(new ClassLoader("own", usual) {});
    try (WorkerHarness worker = place.start(loop())) {
      String expected = place.isProcess() ? "app" : "own";
      assertThat(worker.work("context-loader").output()).isEqualTo(expected);
      assertThat(worker.work("context-loader").output()).isEqualTo(expected);
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  // Cancelling.

  @ParameterizedTest
  @EnumSource
  void cancel_ofWorkThatHeedsItsToken_isAnsweredAsCancelled(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      for (int id : new int[] {0, 4}) {
        worker.send(WorkRequest.of(id, List.of("await-token", name("on" + id))));
        Await.file(file("on" + id));
        worker.cancel(id);
        assertThat(worker.await(id)).isEqualTo(WorkResponse.cancelled(id));
        assertThat(worker.work("echo", "next").output()).isEqualTo("next");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancel_ofWorkThatHeedsInterrupts_isAnsweredAsCancelled(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      worker.send(WorkRequest.of(0, List.of("await-interrupt", name("on"))));
      Await.file(file("on"));
      worker.cancel(0);
      assertThat(worker.await(0).wasCancelled()).isTrue();
      assertThat(worker.work("leave-flag").exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancel_ofWorkThatFinishesAllTheSame_isAnsweredWithWhatItDid(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      worker.send(WorkRequest.of(0, List.of("await-file", name("on"), name("end"), name("off"))));
      Await.file(file("on"));
      worker.cancel(0);
      worker.cancel(0);
      // By now an answer that does not wait for the work would be on its way.
      Await.file(file("on.interrupted"));
      create("end");
      WorkResponse answer = worker.await(0);
      assertThat(file("off")).as("the answer comes after the work has stopped").exists();
      assertThat(answer).isEqualTo(WorkResponse.of(0, 0, "finished"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancel_ofAnAnsweredOrUnknownRequest_isIgnored(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      worker.work("nothing");
      worker.cancel(0);
      worker.send(WorkRequest.cancelOf(99));
      assertThat(worker.work("echo", "next").output()).isEqualTo("next");
      assertThat(worker.work("echo", "next").output()).isEqualTo("next");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON_IN_PROCESS", "PROTO_IN_PROCESS"})
  void cancelsThatRaceWithTheirAnswers_leaveOneAnswerEach(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        worker.send(WorkRequest.of(0, List.of("echo", "done")));
        worker.cancel(0);
        WorkResponse answer = worker.await(0);
        seen.add(answer.wasCancelled() ? "cancelled" : answer.output());
      }
      assertThat(seen).allMatch(each -> each.equals("cancelled") || each.equals("done"));
      assertThat(worker.work("echo", "after").output()).isEqualTo("after");
    }
  }

  // The log and the end.

  @ParameterizedTest
  @EnumSource
  void verbosity_decidesWhatIsLogged(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      worker.work(WorkRequest.of(0, List.of("log", "quiet")));
      worker.work(WorkRequest.of(0, List.of("log", "loud")).withVerbosity(10));
      assertThat(worker.end()).isZero();
      assertThat(worker.log())
          .contains("INFO deeds, request 0: logged loud")
          .containsPattern("request 0: 2 arguments, 0 inputs, \\d+ ms, exit code 0")
          .doesNotContain("quiet");
    }
  }

  @ParameterizedTest
  @EnumSource
  void endOfInput_isCleanAndSilent(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      worker.work("nothing");
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endOfInput_beforeAnyRequest_isCleanAndSilent(Place place) {
    try (WorkerHarness worker = place.start(loop())) {
      assertThat(worker.end()).isZero();
      assertThat(worker.log()).isEmpty();
    }
  }

  @Test
  void loopsAreTold_apart() {
    // A contract that tests the same loop twice would say nothing of the other.
    assertThat(getClass().getSimpleName().toUpperCase(Locale.ROOT)).startsWith(loop().name());
  }
}
