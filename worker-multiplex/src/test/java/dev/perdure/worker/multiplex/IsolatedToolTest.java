package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.exit.ExitCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(Protocol.class)
class IsolatedToolTest {
  /** Two of its runs in one class loader spoil each other's static field. */
  private static final String THREAD_UNSAFE =
      """
      package tool;

      import dev.perdure.worker.*;
      import java.nio.file.*;

      public class Tool implements WorkHandler, AutoCloseable {
        static String current;
        static int runs;
        static int objects;

        public Tool() { objects++; }

        public int work(WorkContext context) throws Exception {
          current = context.arguments().get(0);
          runs++;
          // Until the other is as far, or, if nobody else comes, until told to go on.
          Path mine = Path.of(context.arguments().get(1));
          Path other = Path.of(context.arguments().get(2));
          Files.writeString(mine, current);
          while (!Files.exists(other)) Thread.onSpinWait();
          System.out.print(current + " " + runs + " " + objects);
          return 0;
        }

        public void close() throws Exception {
          Files.writeString(Path.of(System.getProperty("perdure.closed") + "-" + current), "");
        }
      }
      """;

  @Parameter Protocol protocol;

  @TempDir Path directory;

  private WireClient client(IsolatedTool tool, int slots) {
    return WireClient.of(protocol, Worker.of(tool).multiplex(Multiplex.create().slots(slots)));
  }

  private IsolatedTool tool(String source) {
    return IsolatedTool.of(List.of(ToolJar.of(source, directory)), "tool.Tool");
  }

  /** A handler of this program, with a static field. */
  public static final class Counting implements WorkHandler {
    static int runs;

    @Override
    public int work(WorkContext context) {
      runs++;
      context.out().print(runs);
      return 0;
    }
  }

  @Test
  void ofSelf_handlerOfThisProgram_isLoadedAgain() throws Exception {
    Counting.runs = 100;
    WireClient client = client(IsolatedTool.ofSelf(Counting.class), 1);

    client.work(1);

    assertThat(client.await(1)).containsExactly(WorkResponse.of(1, 0, "1"));
    assertThat(client.rest()).isEmpty();
    assertThat(Counting.runs).isEqualTo(100);
  }

  @Test
  void threadUnsafeStatics_twoSlotsAtOnce_areEachSlotsOwn() throws Exception {
    System.setProperty("perdure.closed", directory.resolve("closed").toString());
    WireClient client = client(tool(THREAD_UNSAFE), 2);
    for (int round = 1; round <= 3; round++) {
      String first = directory.resolve("first" + round).toString();
      String second = directory.resolve("second" + round).toString();
      client.work(1, "one", first, second);
      client.work(2, "two", second, first);
      assertThat(client.await(2))
          .containsExactlyInAnyOrder(
              WorkResponse.of(1, 0, "one " + round + " 1"),
              WorkResponse.of(2, 0, "two " + round + " 1"));
    }
    assertThat(client.rest()).isEmpty();
    awaitClosed("one");
    awaitClosed("two");
    assertThat(client.log()).isEmpty();
  }

  /** The worker ends without a slot that is slow to close, and may still write a file then. */
  private void awaitClosed(String last) {
    while (!Files.exists(directory.resolve("closed-" + last))) {
      Thread.onSpinWait(); // @Timeout ends it.
    }
  }

  @Test
  void directoryOfClasses_isAClassPathToo() throws Exception {
    Path classes = ToolJar.compile(THREAD_UNSAFE, directory);
    System.setProperty("perdure.closed", directory.resolve("closed").toString());
    String file = directory.resolve("file").toString();
    try (WireClient client = client(IsolatedTool.of(List.of(classes), "tool.Tool"), 2)) {
      client.work(1, "one", file, file);
      assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, "one 1 1"));
    }
    awaitClosed("one");
  }

  @Test
  void tool_seesTheJdkAndTheApiButNotTheProgram() throws Exception {
    String source =
        """
        package tool;
        import dev.perdure.worker.*;
        public class Tool implements WorkHandler {
          public int work(WorkContext context) {
            for (String name : context.arguments()) {
              try {
                Class<?> c = Class.forName(name);
                System.out.println((c.getClassLoader() == Tool.class.getClassLoader()) + " " + name);
              } catch (ClassNotFoundException e) {
                System.out.println("no " + name);
              }
            }
            Thread thread = Thread.currentThread();
            System.out.println(thread.getContextClassLoader() == Tool.class.getClassLoader());
            System.out.println(
                Tool.class.getProtectionDomain().getCodeSource().getLocation().getPath()
                    .endsWith("/tool.jar"));
            return 0;
          }
        }
        """;
    try (WireClient client = client(tool(source), 1)) {
      client.work(
          1,
          "java.sql.Connection",
          "dev.perdure.worker.WorkRequest",
          "tool.Tool",
          "dev.perdure.worker.runtime.loop.Execution",
          "dev.perdure.worker.multiplex.IsolatedTool",
          "org.assertj.core.api.Assertions");
      assertThat(client.await().output().lines())
          .containsExactly(
              "false java.sql.Connection",
              "false dev.perdure.worker.WorkRequest",
              "true tool.Tool",
              "no dev.perdure.worker.runtime.loop.Execution",
              "no dev.perdure.worker.multiplex.IsolatedTool",
              "no org.assertj.core.api.Assertions",
              "true",
              "true");
    }
  }

  @Test
  void exitCalls_rewritten_endTheirRequestOnly() throws Exception {
    String source =
        """
        package tool;
        import dev.perdure.worker.*;
        public class Tool implements WorkHandler {
          public int work(WorkContext context) {
            System.out.print("before");
            System.exit(Integer.parseInt(context.arguments().get(0)));
            return 0;
          }
        }
        """;
    try (WireClient client = client(tool(source).rewriting(ExitCalls::rewrite), 2)) {
      client.work(1, "7");
      assertThat(client.await()).isEqualTo(WorkResponse.of(1, 7, "before"));
      client.work(2, "0");
      assertThat(client.await()).isEqualTo(WorkResponse.of(2, 0, "before"));
    }
  }

  @Test
  void toolThatCanNotBeLoaded_failsItsRequestsWithTheReason() throws Exception {
    try (WireClient client =
        client(IsolatedTool.of(List.of(directory.resolve("none.jar")), "tool.Tool"), 1)) {
      for (int id = 1; id <= 2; id++) {
        client.work(id);
        WorkResponse response = client.await();
        assertThat(response.exitCode()).isEqualTo(1);
        assertThat(response.output()).contains("none.jar of the tool does not exist");
      }
    }
  }

  @Test
  void classThatIsNoHandler_failsItsRequestsWithTheReason() throws Exception {
    try (WireClient client = client(tool("package tool; public class Tool {}"), 1)) {
      client.work(1);
      assertThat(client.await().output()).contains("class tool.Tool implements no WorkHandler");
    }
  }

  @Test
  void singleplex_hasOneSlot() throws Exception {
    System.setProperty("perdure.closed", directory.resolve("closed").toString());
    String file = directory.resolve("file").toString();
    try (WireClient client = WireClient.of(protocol, Worker.of(tool(THREAD_UNSAFE)))) {
      for (int run = 1; run <= 3; run++) {
        client.work(0, "one", file, file);
        assertThat(client.await()).isEqualTo(WorkResponse.of(0, 0, "one " + run + " 1"));
      }
    }
    awaitClosed("one");
  }
}
