package dev.perdure.worker.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkContext;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SingleplexLoopTest {
  @Test
  void work_returns_answersExitCodeAndOutput() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              System.out.println(context.arguments());
              return 3;
            })) {
      assertThat(client.work("work 0 v0 a b")).isEqualTo("0 exit=3 [a, b]|");
    }
  }

  @Test
  void work_throwsChecked_answersTraceAndLivesOn() throws Exception {
    assertSurvives(new IOException("own"), "java.io.IOException: own");
  }

  @Test
  void work_throwsStackOverflow_answersTraceAndLivesOn() throws Exception {
    assertSurvives(new StackOverflowError("deep"), "java.lang.StackOverflowError: deep");
  }

  @Test
  void work_throwsOutOfMemory_answersTraceAndLivesOn() throws Exception {
    assertSurvives(new OutOfMemoryError("full"), "java.lang.OutOfMemoryError: full");
  }

  private static void assertSurvives(Throwable failure, String trace) throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              if (context.arguments().contains("fail")) {
                SingleplexLoopTest.<RuntimeException>sneak(failure);
              }
              return 0;
            })) {
      // At once: a worker that is out of memory ends between requests.
      client.send("work 0 v0 fail\nwork 0 v0 fine\n");
      assertThat(client.await()).startsWith("0 exit=1 " + trace);
      assertThat(client.await()).isEqualTo("0 exit=0");
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void work_leavesInterruptFlag_nextRequestDoesNotSeeIt() throws Exception {
    try (TextClient client =
        new TextClient(
            context -> {
              boolean seen = Thread.currentThread().isInterrupted();
              Thread.currentThread().interrupt();
              return seen ? 1 : 0;
            })) {
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0");
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0");
    }
  }

  @Test
  void work_setsContextClassLoader_nextRequestHasTheOldOne() throws Exception {
    ClassLoader other = new ClassLoader("other", null) {};
    try (TextClient client =
        new TextClient(
            context -> {
              boolean changed = Thread.currentThread().getContextClassLoader() == other;
              Thread.currentThread().setContextClassLoader(other);
              return changed ? 1 : 0;
            })) {
      client.work("work 0 v0");
      assertThat(client.work("work 0 v0")).isEqualTo("0 exit=0");
    }
  }

  @Test
  void context_usedAfterTheAnswer_saysSo() throws Exception {
    AtomicReference<WorkContext> kept = new AtomicReference<>();
    try (TextClient client =
        new TextClient(
            context -> {
              kept.set(context);
              return 0;
            })) {
      client.work("work 8 v0");
      WorkContext late = kept.get();
      assertThatThrownBy(late::arguments)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("request 8 was answered");
      assertThatThrownBy(late::inputs).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::requestId).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::verbosity).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> late.resolve("x")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::out).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::err).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(late::cancellation).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void verbosity_zero_logsNothing() throws Exception {
    TextClient client = new TextClient(SingleplexLoopTest::logging);
    client.work("work 1 v0 a b");
    client.end();
    assertThat(client.log()).isEmpty();
  }

  @Test
  void verbosity_aboveZero_logsRequestAndSystemLogger() throws Exception {
    TextClient client = new TextClient(SingleplexLoopTest::logging);
    assertThat(client.work("work 1 v10 a b")).isEqualTo("1 exit=0");
    client.end();
    assertThat(client.log())
        .contains("worker: INFO test.logger, request 1: parsed 5 files")
        .doesNotContain("trifle")
        .containsPattern("worker: request 1: 2 arguments, 0 inputs, \\d+ ms, exit code 0");
  }

  private static int logging(WorkContext context) {
    System.Logger logger = System.getLogger("test.logger");
    logger.log(System.Logger.Level.INFO, "parsed {0} files", 5);
    logger.log(System.Logger.Level.DEBUG, "trifle");
    return 0;
  }

  @Test
  void requests_manyInARow_areAllAnsweredInOrder() throws Exception {
    try (TextClient client = new TextClient(context -> context.requestId() % 7)) {
      for (int i = 1; i <= 2_000; i++) {
        assertThat(client.work("work " + i + " v0")).isEqualTo(i + " exit=" + i % 7);
      }
    }
  }
}
