package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tool whose files change between two requests is another tool for the second one. */
@Timeout(60)
class ToolChangeTest {
  @TempDir Path directory;

  private WireClient client;
  private int requests;

  @BeforeEach
  @AfterEach
  void forgetProperty() {
    System.clearProperty("tool.closed");
  }

  private void start(Path... classPath) throws Exception {
    IsolatedTool tool = IsolatedTool.of(List.of(classPath), "tool.Tool");
    client = WireClient.of(Protocol.PROTO, Worker.of(tool).multiplex(Multiplex.create().slots(1)));
  }

  private WorkResponse work() throws Exception {
    client.work(++requests);
    return client.await();
  }

  /** A tool that prints its version, that of its resource and that of a library. */
  private ToolPath version(String version) throws Exception {
    return ToolPath.in(directory)
        .compiled(
            "",
            "tool.Tool",
            """
        package tool;
        import dev.perdure.worker.*;
        public class Tool implements WorkHandler, AutoCloseable {
          public int work(WorkContext context) throws Exception {
            var url = Tool.class.getResource("/version.txt");
            String resource = new String(url.openStream().readAllBytes());
            String library;
            try {
              library = (String) Class.forName("lib.Lib").getField("VERSION").get(null);
            } catch (ClassNotFoundException e) {
              library = "none";
            }
            System.out.print("%s " + resource + " " + library);
            return 0;
          }
          public void close() {
            System.setProperty("tool.closed", "%s");
          }
        }
        """
                .formatted(version, version))
        .with("version.txt", version);
  }

  private ToolPath library(String version) throws Exception {
    return ToolPath.in(directory)
        .compiled(
            "",
            "lib.Lib",
            "package lib; public class Lib { public static String VERSION = \"%s\"; }"
                .formatted(version));
  }

  @Test
  void jarOverwritten_inPlace_isLoadedAgain() throws Exception {
    Path jar = version("one").jar("tool.jar");
    byte[] second = Files.readAllBytes(version("two").jar("second.jar"));
    start(jar);
    assertThat(work().output()).isEqualTo("one one none");
    Files.write(jar, second);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
    assertThat(work()).isEqualTo(WorkResponse.of(requests, 0, "two two none"));
    assertThat(System.getProperty("tool.closed")).isEqualTo("one");
    assertThat(work().output()).isEqualTo("two two none");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void jarReplaced_byAnotherFile_isLoadedAgain() throws Exception {
    Path jar = version("one").jar("tool.jar");
    start(jar);
    assertThat(work().output()).isEqualTo("one one none");
    Path second = version("two").jar("second.jar");
    Files.setLastModifiedTime(second, Files.getLastModifiedTime(jar));
    Files.move(second, jar, StandardCopyOption.REPLACE_EXISTING);
    assertThat(work().output()).isEqualTo("two two none");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void jarOfAManifest_replacedOrAdded_isLoadedAgain() throws Exception {
    version("one").manifest("Class-Path: more.jar").jar("lib/tool.jar");
    ToolPath.in(directory).manifest("Class-Path: lib.jar").jar("lib/more.jar");
    Path link = directory.resolve("link.jar");
    start(Files.createSymbolicLink(link, directory.resolve("lib/tool.jar")));
    assertThat(work().output()).isEqualTo("one one none");
    library("first").jar("lib/lib.jar");
    assertThat(work().output()).isEqualTo("one one first");
    Files.move(
        library("second").jar("tmp.jar"),
        directory.resolve("lib/lib.jar"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(work().output()).isEqualTo("one one second");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void linkOfAJar_thatLeadsElsewhere_isLoadedAgain() throws Exception {
    Path link = directory.resolve("link.jar");
    start(Files.createSymbolicLink(link, version("one").jar("1/tool.jar")));
    assertThat(work().output()).isEqualTo("one one none");
    Files.delete(link);
    Files.createSymbolicLink(link, version("two").jar("2/tool.jar"));
    assertThat(work().output()).isEqualTo("two two none");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void classOfADirectory_changed_isLoadedAgain() throws Exception {
    Path classes = version("one").directory("classes");
    start(classes);
    assertThat(work().output()).isEqualTo("one one none");
    library("first").directory("classes");
    assertThat(work().output()).isEqualTo("one one first");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void changedTool_thatCanNotBeClosed_isLoadedAgainAllTheSame() throws Exception {
    String source =
        """
        package tool;
        import dev.perdure.worker.*;
        public class Tool implements WorkHandler, AutoCloseable {
          public int work(WorkContext context) { System.out.print("%s"); return 0; }
          public void close() { throw new NoClassDefFoundError("Gone"); }
        }
        """;
    ToolPath tool = ToolPath.in(directory);
    Path jar = tool.compiled("", "tool.Tool", source.formatted("one")).jar("tool.jar");
    start(jar);
    assertThat(work()).isEqualTo(WorkResponse.of(requests, 0, "one"));
    Files.delete(jar);
    tool.compiled("", "tool.Tool", source.formatted("two")).jar("tool.jar");
    assertThat(work()).isEqualTo(WorkResponse.of(requests, 0, "two"));
    client.rest();
    assertThat(client.log()).contains("NoClassDefFoundError: Gone");
  }

  @Test
  void jarThatIsGone_failsRequestsUntilItIsBack() throws Exception {
    Path jar = version("one").jar("tool.jar");
    start(jar);
    assertThat(work().output()).isEqualTo("one one none");
    Files.delete(jar);
    for (int i = 0; i < 2; i++) {
      WorkResponse failed = work();
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.output()).contains("tool.jar of the tool does not exist");
    }
    version("two").jar("tool.jar");
    assertThat(work()).isEqualTo(WorkResponse.of(requests, 0, "two two none"));
    assertThat(client.rest()).isEmpty();
  }
}
