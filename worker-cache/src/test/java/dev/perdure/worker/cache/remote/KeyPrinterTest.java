package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.Worker;
import dev.perdure.worker.cache.Sha256;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines print what goes into a key; where they differ is why one misses the other's. */
class KeyPrinterTest {
  @TempDir Path dir;

  private String print(String machine, String content, List<Input> inputs) throws IOException {
    Path folder = Files.createDirectories(dir.resolve(machine)).toAbsolutePath();
    Files.writeString(folder.resolve("a.txt"), content);
    Worker worker =
        Worker.of(
            RemoteCache.keyPrinter(
                context -> Action.of("tool").reading(List.of("a.txt")).writing("b.txt")));
    try (WorkerHarness harness = WorkerHarness.inProcess(worker).start()) {
      return harness
          .work(
              WorkRequest.of(0, List.of("-x")).withInputs(inputs).withSandboxDir(folder.toString()))
          .output();
    }
  }

  private static List<Input> declared(String content) {
    return List.of(new Input("a.txt", Sha256.of(content.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void equalRequests_printTheSameInAnyFolder() throws IOException {
    String text = print("one", "abc", declared("abc"));

    assertThat(text).startsWith("perdure-action-key 1\ntool tool\ntool-file ");
    assertThat(text)
        .contains("argument -x\ninput " + Sha256.of("abc".getBytes(StandardCharsets.UTF_8)));
    assertThat(text).contains("# SHA-256: ").doesNotContain("not declared");
    assertThat(print("two", "abc", declared("abc"))).isEqualTo(text);
  }

  @Test
  void hash_isThatOfTheText() throws IOException {
    String text = print("one", "abc", declared("abc"));
    int end = text.indexOf("# SHA-256: ");

    assertThat(text.substring(end))
        .isEqualTo(
            "# SHA-256: "
                + Sha256.of(text.substring(0, end).getBytes(StandardCharsets.UTF_8))
                + "\n");
  }

  @Test
  void differentInput_isTheLineThatDiffers() throws IOException {
    List<String> one = print("one", "abc", declared("abc")).lines().toList();
    List<String> two = print("two", "abd", declared("abd")).lines().toList();

    assertThat(one.stream().filter(line -> !two.contains(line) && !line.startsWith("#")))
        .singleElement()
        .asString()
        .startsWith("input ")
        .endsWith(" a.txt");
  }

  @Test
  void undeclaredInput_hasTheSameKeyAndIsTold() throws IOException {
    String undeclared = print("one", "abc", List.of());

    assertThat(undeclared)
        .startsWith(print("two", "abc", declared("abc")))
        .endsWith("# not declared by the client, so never published: a.txt\n");
  }
}
