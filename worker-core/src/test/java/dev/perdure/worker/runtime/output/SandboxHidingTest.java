package dev.perdure.worker.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkFailedException;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.runtime.arguments.Arguments;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.loop.SlotSettings;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxHidingTest {
  private static final String BOX = "__sandbox/1/_main";
  private static final String ABSOLUTE = Path.of(BOX).toAbsolutePath().toString();

  private final WorkerLog log =
      new WorkerLog(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

  /** What is left of {@code text} if it is printed {@code size} bytes at a time. */
  private static String hidden(String text, int size) {
    return hidden(BOX, text, size);
  }

  private static String hidden(String box, String text, int size) {
    byte[] bytes = text.getBytes(UTF_8);
    RequestOutput output = new RequestOutput(new ByteArrayOutputStream());
    output.hide(box);
    try {
      for (int at = 0; at < bytes.length; at += size) {
        output.write(bytes, at, Math.min(size, bytes.length - at));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String left = output.text();
    assertThat(output.take()).isEqualTo(left);
    return left;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 17, 18, 19, 1000})
  void prefix_isTakenOutHoweverTheTextIsSplit(int size) {
    String text =
        "%1$s/a/B.java:3: é (%2$s/c) file:%2$s/d \"%1$s\" %2$s.\n%1$s/%1$s"
            .formatted(BOX, ABSOLUTE);
    assertThat(hidden(text, size)).isEqualTo("a/B.java:3: é (c) file:d \".\" ..\n" + BOX);
  }

  @ParameterizedTest
  @CsvSource({
    "__sandbox/1/_mainly/a",
    "__sandbox/1/_main-2/a",
    "my__sandbox/1/_main/a",
    "other/__sandbox/1/_main/a",
    "/__sandbox/1/_main/a",
    "__sandbox/1/_m",
    "__sandbox/10/_main/a",
    "__sandbox/1/__sandbox/2/_main",
    "__sandbox/1/_main.log",
    "my.__sandbox/1/_main/a"
  })
  void otherPaths_stay(String text) {
    assertThat(hidden(text, 1)).isEqualTo(text);
    assertThat(hidden(text, 1000)).isEqualTo(text);
  }

  /** A directory of one name is a word like others, unless a path goes on after it. */
  @ParameterizedTest
  @CsvSource({
    "2/a.txt, a.txt",
    "in 2/a.txt:2: 2 errors, in a.txt:2: 2 errors",
    "3.2, 3.2",
    "3.2/a, 3.2/a",
    "2.5, 2.5",
    "2., 2.",
    "2, 2"
  })
  void directoryOfOneName_isOnlyTakenOutOfPaths(String text, String left) {
    for (int size : new int[] {1, 2, 1000}) {
      assertThat(hidden("2", text, size)).isEqualTo(left);
    }
  }

  @Test
  void falseStart_doesNotHideTheNextOne() {
    assertThat(hidden("__sandbox/1/ __sandbox/1/_main/a", 1)).isEqualTo("__sandbox/1/ a");
  }

  private WorkResponse work(String box, boolean hides, WorkHandler handler) {
    WorkRequest request = WorkRequest.of(3, List.of()).withSandboxDir(box);
    SlotSettings settings =
        new SlotSettings(handler, Arguments.plain(), log, null, null, null, null, 100_000, hides);
    WorkResponse response = new Execution(settings).another().execute(new RequestRun(request, log));
    assertThat(response).isNotNull();
    return response;
  }

  @Test
  void failingRequests_areAnsweredWithoutTheSandboxToo() {
    assertThat(
            work(
                BOX,
                true,
                context -> {
                  context.err().println(context.resolve("A.java") + ":1: wrong");
                  throw new WorkFailedException(2, "see " + context.resolve("B.java"));
                }))
        .isEqualTo(WorkResponse.of(3, 2, "A.java:1: wrong\nsee B.java\n"));
    assertThat(
            work(
                    BOX,
                    true,
                    context -> {
                      throw new IOException("can't read " + context.resolve("x").toAbsolutePath());
                    })
                .output())
        .startsWith("java.io.IOException: can't read x\n");
    assertThat(work(BOX, true, context -> context.resolve("../x").getNameCount()))
        .isEqualTo(
            WorkResponse.of(
                3, 1, "path ../x leaves the sandbox directory . [path-leaves-sandbox]\n"));
  }

  @Test
  void othersThanAsked_areLeftAlone() {
    WorkHandler printing =
        context -> {
          context.out().print(BOX + "/a");
          return 0;
        };
    assertThat(work(BOX, false, printing).output()).isEqualTo(BOX + "/a");
    assertThat(work("", true, printing).output()).isEqualTo(BOX + "/a");
  }
}
