package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.cache.remote.entry.ActionResult;
import dev.perdure.worker.cache.remote.entry.ActionResultCodec;
import dev.perdure.worker.cache.remote.entry.Blob;
import dev.perdure.worker.cache.remote.entry.OutputFile;
import dev.perdure.worker.cache.remote.result.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one machine makes, the other downloads; and what must not be published is not. */
class RemoteCacheTest {
  private final FakeCacheServer server = new FakeCacheServer();

  @TempDir Path dir;
  private Machine one;
  private Machine two;

  RemoteCacheTest() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    one = machine("one", options());
    two = machine("two", options());
  }

  private RemoteCacheOptions options() {
    return RemoteCacheOptions.of(server.url() + "/cache/");
  }

  private Machine machine(String name, RemoteCacheOptions options) throws IOException {
    return new Machine(dir.resolve(name), options).write("a.txt", "abc");
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    server.close();
  }

  @Test
  void sameAction_isDownloadedWithWhatItPrinted() throws IOException {
    WorkResponse made = one.work("out/b.txt", "a.txt");
    WorkResponse downloaded = two.work("out/b.txt", "a.txt");

    assertThat(downloaded).isEqualTo(made);
    assertThat(downloaded.output()).isEqualTo("made out/b.txt\n");
    assertThat(two.read("out/b.txt")).isEqualTo("ABC");
    assertThat(two.runs()).isZero();
    assertThat(one.statistics()).isEqualTo(new RemoteCacheStatistics(0, 1, 1, 0, 0, 0));
    assertThat(two.statistics()).isEqualTo(new RemoteCacheStatistics(1, 0, 0, 0, 0, 0));
  }

  @Test
  void entry_isWrittenAfterAllBlobsAndReadBack() throws IOException {
    one.work("b.txt", "a.txt");

    String entry = server.entry();
    String blob = "/cache/cas/" + Blob.of(one.file("b.txt")).sha256();
    assertThat(server.requests())
        .containsExactly(
            "GET " + entry, "GET " + entry, "PUT " + blob, "PUT " + entry, "GET " + entry);
  }

  @Test
  void changedInput_isAnotherAction() throws IOException {
    one.work("b.txt", "a.txt");
    two.write("a.txt", "abd").work("b.txt", "a.txt");

    assertThat(two.read("b.txt")).isEqualTo("ABD");
    assertThat(two.runs()).isOne();
  }

  @Test
  void directory_isDownloadedWithAllFilesInIt() throws IOException {
    one.work("out/", "a.txt");
    two.work("out/", "a.txt");

    assertThat(two.read("out/sub/made.txt")).isEqualTo("ABC");
    assertThat(two.runs()).isZero();
  }

  @Test
  void directoryWithOtherFiles_isNotPublished() throws IOException {
    one.write("out/older.txt", "left behind").work("out/", "a.txt");

    assertThat(server.files()).isEmpty();
    assertThat(one.log()).singleElement().asString().contains("[remote-not-published]");
  }

  @Test
  void emptyFile_isRestoredWithoutABlob() throws IOException {
    one.tool(text -> "");
    one.work("b.txt", "a.txt");
    two.work("b.txt", "a.txt");

    assertThat(two.file("b.txt")).isEmptyFile();
    assertThat(two.runs()).isZero();
    assertThat(server.files()).hasSize(1);
  }

  @Test
  void textThatIsLong_isABlobOfItsOwn() throws IOException {
    String text = "ü".repeat(Publisher.MAX_TEXT_BYTES);
    one.tool(it -> print(text, it));
    WorkResponse made = one.work("b.txt", "a.txt");
    WorkResponse downloaded = two.work("b.txt", "a.txt");

    assertThat(downloaded).isEqualTo(made);
    assertThat(downloaded.output()).contains(text);
    assertThat(two.runs()).isZero();
    assertThat(server.files()).hasSize(3);
  }

  private static String print(String text, String result) {
    System.out.println(text);
    return result;
  }

  @Test
  void executable_staysExecutable() throws IOException {
    one.work("b.sh", "a.txt");
    ActionResult plain = ActionResultCodec.decode(server.files().get(server.entry()));
    OutputFile file = plain.files().get(0);
    ActionResult changed =
        new ActionResult(
            List.of(new OutputFile(file.path(), file.content(), true)), 0, "", Blob.EMPTY);
    server.files().put(server.entry(), ActionResultCodec.encode(changed));
    two.work("b.sh", "a.txt");

    assertThat(Files.isExecutable(one.file("b.sh"))).isFalse();
    assertThat(two.file("b.sh")).isExecutable();
  }

  @Test
  void failure_isKeptOnlyIfAskedFor() throws IOException {
    one.exitCode(3);
    one.work("b.txt", "a.txt");
    assertThat(server.files()).isEmpty();

    try (Machine three = machine("three", options().failures(true));
        Machine four = machine("four", options().failures(true))) {
      three.exitCode(3);
      three.work("b.txt", "a.txt");
      assertThat(four.work("b.txt", "a.txt").exitCode()).isEqualTo(3);
      assertThat(four.runs()).isZero();
    }
  }

  @Test
  void uploadOff_readsOnly() throws IOException {
    try (Machine reader = machine("reader", options().upload(false))) {
      reader.work("c.txt", "a.txt");
      assertThat(server.files()).isEmpty();
      one.work("b.txt", "a.txt");
      reader.work("b.txt", "a.txt");
      assertThat(reader.statistics().hits()).isOne();
    }
  }

  @Test
  void otherInstance_isAnotherCache() throws IOException {
    try (Machine other = machine("other", options().instance("trusted/ci"))) {
      one.work("b.txt", "a.txt");
      other.work("b.txt", "a.txt");

      assertThat(other.runs()).isOne();
      assertThat(server.files().keySet()).anyMatch(it -> it.startsWith("/cache/trusted/ci/ac/"));
    }
  }

  @Test
  void undeclaredInput_isNeverPublished() throws IOException {
    one.work(List.of(), "b.txt", "a.txt");

    assertThat(server.files()).isEmpty();
    assertThat(one.log()).singleElement().asString().contains("a.txt is neither among the inputs");
    assertThat(one.statistics().unpublished()).isOne();
  }

  @Test
  void undeclaredOutputOfTheSameStore_isTrusted() throws IOException {
    one.work("b.txt", "a.txt");
    one.work(List.of(), "c.txt", "b.txt");
    assertThat(one.statistics().published()).isEqualTo(2);

    two.work("b.txt", "a.txt");
    two.work(List.of(), "c.txt", "b.txt");
    assertThat(two.statistics().hits()).isEqualTo(2);
  }

  @Test
  void undeclaredOutputOfAnotherStore_isNot() throws IOException {
    one.work("b.txt", "a.txt");
    try (Machine other = machine("one", options().instance("other"))) {
      other.work(List.of(), "c.txt", "b.txt");

      assertThat(other.statistics().published()).isZero();
      assertThat(other.log()).singleElement().asString().contains("b.txt is neither");
    }
  }

  @Test
  void inputThatChangesDuringTheWork_isNotPublished() throws IOException {
    one.tool(text -> change(text));
    one.work("b.txt", "a.txt");

    assertThat(server.files()).isEmpty();
    assertThat(one.log()).singleElement().asString().contains("a.txt was changed while");
  }

  private String change(String text) {
    try {
      one.write("a.txt", "another");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text;
  }

  @Test
  void outputThatNamesTheSandbox_isNotPublished() throws IOException {
    one.tool(text -> dir.resolve("one").toAbsolutePath().toString());
    one.work("b.txt", "a.txt");

    assertThat(server.files()).isEmpty();
    assertThat(one.log()).singleElement().asString().contains("[sandbox-in-output]");
  }

  @Test
  void missingBlob_isMadeAndPublishedAgain() throws IOException {
    one.work("b.txt", "a.txt");
    server.files().keySet().removeIf(it -> it.contains("/cas/"));
    two.work("b.txt", "a.txt");

    assertThat(two.runs()).isOne();
    assertThat(two.statistics().published()).isOne();
    try (Machine three = machine("three", options())) {
      three.work("b.txt", "a.txt");
      assertThat(three.statistics().hits()).isOne();
    }
  }

  @Test
  void otherResultForTheSameKey_isToldAndNotOverwritten() throws IOException {
    two.work("warm.txt", "a.txt"); // Its threads are this test's, not those of the other worker.
    two.tool(text -> "another");
    one.tool(text -> publishOther(text));
    one.work("b.txt", "a.txt");

    assertThat(one.read("b.txt")).isEqualTo("abc");
    assertThat(one.log())
        .singleElement()
        .asString()
        .contains("is not deterministic", "(first in b.txt)");
    try (Machine three = machine("three", options())) {
      three.work("b.txt", "a.txt");
      assertThat(three.read("b.txt")).isEqualTo("another");
    }
  }

  /** While one machine works, another one is done with the same. */
  private String publishOther(String text) {
    try {
      two.work("b.txt", "a.txt");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text;
  }

  @Test
  void temporaryFiles_areGone() throws IOException {
    one.work("out/", "a.txt");
    two.work("out/", "a.txt");

    try (Stream<Path> all = Files.walk(two.file(""))) {
      assertThat(all.filter(Files::isRegularFile).map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("a.txt", "made.txt");
    }
  }
}
