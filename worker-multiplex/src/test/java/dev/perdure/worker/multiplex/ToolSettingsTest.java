package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a tool changes in the process does not reach the next request. */
@Timeout(60)
class ToolSettingsTest {
  private static final String TOOL =
      """
      package tool;
      import dev.perdure.worker.*;
      import java.nio.file.*;
      import java.util.*;
      public class Tool implements WorkHandler {
        static String all() {
          return System.getProperty("user.dir") + " " + System.getProperty("tool.known")
              + " " + Locale.getDefault() + " " + Locale.getDefault(Locale.Category.FORMAT)
              + " " + Locale.getDefault(Locale.Category.DISPLAY)
              + " " + TimeZone.getDefault().getID()
              + " " + Thread.getDefaultUncaughtExceptionHandler()
              + " " + System.getProperty("tool.new");
        }
        public int work(WorkContext context) throws Exception {
          System.out.print(all());
          List<String> arguments = context.arguments();
          System.setProperty("user.dir", arguments.get(0));
          System.setProperty("tool.known", arguments.get(0));
          System.clearProperty("tool.removed");
          System.setProperty("tool.new", "new");
          Locale.setDefault(Locale.CHINA);
          Locale.setDefault(Locale.Category.FORMAT, Locale.FRANCE);
          TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
          Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
          if (arguments.size() > 1) {
            Files.writeString(Path.of(arguments.get(1)), "");
            while (!Files.exists(Path.of(arguments.get(2)))) Thread.onSpinWait();
          }
          return 0;
        }
      }
      """;

  @TempDir Path directory;

  @BeforeEach
  void setProperties() {
    System.setProperty("tool.known", "known");
    System.setProperty("tool.removed", "there");
  }

  @AfterEach
  void clearProperties() {
    System.clearProperty("tool.known");
    System.clearProperty("tool.removed");
    System.clearProperty("tool.new");
  }

  private static String before() {
    return System.getProperty("user.dir")
        + " known "
        + Locale.getDefault()
        + " "
        + Locale.getDefault(Locale.Category.FORMAT)
        + " "
        + Locale.getDefault(Locale.Category.DISPLAY)
        + " "
        + TimeZone.getDefault().getID()
        + " "
        + Thread.getDefaultUncaughtExceptionHandler()
        + " ";
  }

  private WireClient client() throws Exception {
    Path jar = ToolPath.in(directory).compiled("", "tool.Tool", TOOL).jar("tool.jar");
    IsolatedTool tool = IsolatedTool.of(List.of(jar), "tool.Tool");
    return WireClient.of(Protocol.PROTO, Worker.of(tool).multiplex(Multiplex.create().slots(2)));
  }

  @Test
  void settings_changedByARequest_areThoseOfTheWorkerForTheNext() throws Exception {
    String before = before();
    WireClient client = client();
    client.work(1, "elsewhere");
    assertThat(client.await()).isEqualTo(WorkResponse.of(1, 0, before + "null"));
    client.work(2, "nowhere");
    // What is new stays: a class initializer may have set it, once for all.
    assertThat(client.await()).isEqualTo(WorkResponse.of(2, 0, before + "new"));
    assertThat(client.rest()).isEmpty();
    assertThat(before()).isEqualTo(before);
    assertThat(System.getProperty("tool.removed")).isEqualTo("there");
  }

  @Test
  void settings_changedByOverlappingRequests_arePutBackAfterTheLast() throws Exception {
    String before = before();
    WireClient client = client();
    String one = directory.resolve("1").toString();
    String two = directory.resolve("2").toString();
    client.work(1, "elsewhere", one, two);
    client.work(2, "nowhere", two, one);
    client.await(2);
    client.work(3, "third");
    assertThat(client.await()).isEqualTo(WorkResponse.of(3, 0, before + "new"));
    assertThat(client.rest()).isEmpty();
    assertThat(before()).isEqualTo(before);
  }
}
