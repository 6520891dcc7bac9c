package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There is no way to publish without a proof, and no proof for what came from elsewhere. */
class ProvenanceTest {
  @TempDir Path dir;

  @Test
  void fileThatTheWorkResolvesButNobodyDeclared_isForeign() throws Exception {
    try (FakeCacheServer server = new FakeCacheServer();
        Machine machine = new Machine(dir.resolve("m"), RemoteCacheOptions.of(server.url()))) {
      machine.write("a.txt", "abc").write("secret.txt", "x").undeclaredRead("secret.txt");
      machine.work("b.txt", "a.txt");

      assertThat(server.files()).isEmpty();
      assertThat(machine.log()).singleElement().asString().contains("secret.txt is neither");
    }
  }

  @Test
  void directoryThatIsRead_mustBeDeclaredToTheLastFile() throws Exception {
    try (FakeCacheServer server = new FakeCacheServer();
        Machine machine = new Machine(dir.resolve("m"), RemoteCacheOptions.of(server.url()))) {
      machine.write("a.txt", "abc").write("lib/one.txt", "1").write("lib/two.txt", "2");
      machine.extra(Action.of("tool").reading(List.of("lib")));
      machine.work(List.of("a.txt", "lib/one.txt"), "b.txt", "a.txt");
      assertThat(machine.log()).singleElement().asString().contains("lib/two.txt is neither");

      machine.work(List.of("a.txt", "lib/one.txt", "lib/two.txt"), "b.txt", "a.txt");
      assertThat(machine.statistics().published()).isOne();
    }
  }

  @Test
  void wholeTreeThatNobodyDeclared_isNotEvenLookedUp() throws Exception {
    try (FakeCacheServer server = new FakeCacheServer();
        Machine machine = new Machine(dir.resolve("m"), RemoteCacheOptions.of(server.url()))) {
      Path tree = Files.createDirectories(machine.file("tree"));
      for (int i = 0; i <= 1_000; i++) {
        Files.createFile(tree.resolve("f" + i));
      }
      machine.write("a.txt", "abc").extra(Action.of("tool").reading(List.of("tree")));
      machine.work("b.txt", "a.txt");

      assertThat(server.requests()).isEmpty();
      assertThat(machine.statistics().unpublished()).isOne();
    }
  }
}
