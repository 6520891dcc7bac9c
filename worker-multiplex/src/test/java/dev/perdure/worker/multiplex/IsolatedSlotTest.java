package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Slots of one tool, beside each other and at their end. */
@Timeout(60)
class IsolatedSlotTest {
  /** Leaves what it has in a map that is shared. */
  private static final String SHARING =
      """
      package tool;
      import dev.perdure.worker.*;
      import dev.perdure.worker.multiplex.SharedValues;
      import java.util.*;
      public class Tool implements WorkHandler, AutoCloseable {
        static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
        static int runs;
        public Tool() { note("made"); }
        private void note(String when) {
          var loader = Thread.currentThread().getContextClassLoader();
          SharedValues.VALUES.put(when, loader == Tool.class.getClassLoader());
          SharedValues.VALUES.put("loader", Tool.class.getClassLoader());
        }
        public int work(WorkContext context) throws Exception {
          LOCAL.set(new Object() {});
          note("works");
          SharedValues.VALUES.merge("all", 1, (a, b) -> (Integer) a + (Integer) b);
          System.out.print(++runs + " " + SharedValues.VALUES.get("all"));
          return 0;
        }
        public void close() { note("closed"); }
      }
      """;

  @TempDir Path directory;

  @BeforeEach
  @AfterEach
  void clear() {
    SharedValues.VALUES.clear();
  }

  private IsolatedTool tool(String source) throws Exception {
    Path jar =
        ToolPath.in(directory)
            .compiled("", "tool.Tool", source)
            .with("tool/text.txt", "text".repeat(10_000))
            .jar("tool.jar");
    return IsolatedTool.of(List.of(jar), "tool.Tool");
  }

  private static WireClient client(WorkHandler tool, int slots) {
    return WireClient.of(Protocol.JSON, Worker.of(tool).multiplex(Multiplex.create().slots(slots)));
  }

  private static ClassLoader loader() {
    return (ClassLoader) SharedValues.VALUES.remove("loader");
  }

  @Test
  void sharedPackage_isTheProgramsInEverySlot() throws Exception {
    IsolatedTool tool = tool(SHARING).sharing(SharedValues.class);
    for (int i = 1; i <= 2; i++) {
      WireClient client = client(tool, 1);
      client.work(1);
      assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, "1 " + i));
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void packageThatIsNotShared_isNotSeen() throws Exception {
    WireClient client = client(tool(SHARING), 1);
    client.work(1);
    assertThat(client.await().output()).contains("NoClassDefFoundError").contains("SharedValues");
    client.rest();
  }

  @Test
  void contextClassLoader_isTheToolsWhileItsCodeRunsAndNoLonger() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    IsolatedSlot slot = (IsolatedSlot) tool(SHARING).sharing(SharedValues.class).forSlot();
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    assertThat(SharedValues.VALUES).containsEntry("made", true);
    slot.close();
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    assertThat(SharedValues.VALUES).containsEntry("closed", true);
  }

  @Test
  void slotsThatEnded_leaveNoClassLoader() throws Exception {
    IsolatedTool tool = tool(SHARING).sharing(SharedValues.class);
    WeakReference<?>[] loaders = new WeakReference<?>[5];
    for (int i = 0; i < loaders.length; i++) {
      WireClient client = client(tool, 1);
      client.work(1);
      client.await();
      client.rest();
      assertThat(SharedValues.VALUES).containsEntry("works", true);
      loaders[i] = new WeakReference<>(loader());
    }
    for (WeakReference<?> each : loaders) {
      while (each.get() != null) {
        System.gc(); // @Timeout ends it.
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void resource_beingRead_survivesTheEndOfAnotherSlot() throws Exception {
    IsolatedTool tool = tool(SHARING).sharing(SharedValues.class);
    WorkHandler one = tool.forSlot();
    ClassLoader first = loader();
    WorkHandler two = tool.forSlot();
    ClassLoader second = loader();
    assertThat(second).isNotSameAs(first);
    try (InputStream in = first.getResourceAsStream("tool/text.txt");
        InputStream url = first.getResource("tool/text.txt").openStream()) {
      assertThat(in.read()).isEqualTo('t');
      assertThat(url.read()).isEqualTo('t');
      try (InputStream other = second.getResourceAsStream("tool/text.txt")) {
        assertThat(other.read()).isEqualTo('t');
      }
      ((AutoCloseable) two).close();
      assertThat(in.readAllBytes()).hasSize(39_999);
      assertThat(url.readAllBytes()).hasSize(39_999);
    }
    ((AutoCloseable) one).close();
  }

  @Test
  void interrupt_whileClassesAndResourcesAreLoaded_breaksNothing() throws Exception {
    IsolatedTool tool = tool(SHARING).sharing(SharedValues.class).rewriting(byte[]::clone);
    try (IsolatedSlot slot = (IsolatedSlot) tool.forSlot()) {
      ClassLoader loader = loader();
      for (int i = 0; i < 3; i++) {
        Thread.currentThread().interrupt();
        assertThat(loader.loadClass("tool.Tool")).isNotNull();
        try (InputStream in = loader.getResource("tool/text.txt").openStream()) {
          assertThat(in.readAllBytes()).hasSize(40_000);
        }
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  @Test
  void closedSlot_loadsNothingMore() throws Exception {
    IsolatedSlot slot = (IsolatedSlot) tool(SHARING).sharing(SharedValues.class).forSlot();
    ClassLoader loader = loader();
    var resource = loader.getResource("tool/text.txt");
    slot.close();
    assertThatThrownBy(() -> loader.loadClass("tool.Missing"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(loader.getResource("tool/Tool.class")).isNull();
    assertThatThrownBy(resource::openStream).hasMessageContaining("the tool has ended");
  }

  @Test
  void errorOfAConstructor_reachesTheRequestAsItself() throws Exception {
    String source =
        """
        package tool;
        public class Tool implements dev.perdure.worker.WorkHandler {
          public Tool() { throw new StackOverflowError("deep"); }
          public int work(dev.perdure.worker.WorkContext context) { return 0; }
        }
        """;
    assertThatThrownBy(tool(source)::forSlot)
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("deep");
  }
}
