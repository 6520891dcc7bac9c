package dev.perdure.samples.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageDatabasesTest {
  private static final List<String> FLAGS =
      List.of("-O1", "-package-db", "a/db", "-package-env", "-");

  @TempDir Path directory;

  private List<String> traits(Input... inputs) throws IOException {
    return PackageDatabases.traits(FLAGS, directory, List.of(inputs));
  }

  private static Input input(String path, String digest) {
    return new Input(path, Digest.ofText(digest));
  }

  @Test
  void databaseAmongTheInputs_isKnownByTheirDigests() throws Exception {
    List<String> first = traits(input("a/db/package.cache", "1"), input("a/dba", "1"));

    assertThat(traits(input("a/db/package.cache", "1"), input("a/dba", "2"))).isEqualTo(first);
    assertThat(traits(input("a/db/package.cache", "2"), input("a/dba", "1"))).isNotEqualTo(first);
  }

  @Test
  void databaseThatIsNoInput_isRead() throws Exception {
    List<String> missing = traits();
    Path database = Files.createDirectories(directory.resolve("a/db"));
    List<String> empty = traits();
    Files.writeString(database.resolve("lib.conf"), "id: lib-1");
    List<String> one = traits();
    Files.writeString(database.resolve("lib.conf"), "id: lib-2");
    List<String> other = traits();
    Files.writeString(database.resolve("package.cache.lock"), "");

    assertThat(List.of(missing, empty, one, other)).doesNotHaveDuplicates();
    assertThat(traits()).isEqualTo(other);
  }

  @Test
  void joinedFlags_nameDatabases() throws Exception {
    assertThat(
            PackageDatabases.traits(
                List.of("-package-db=a", "-package-dbb", "-package-env=c"), directory, List.of()))
        .containsExactly("a missing", "b missing", "c missing");
  }

  @Test
  void otherFlags_nameNone() throws Exception {
    assertThat(
            PackageDatabases.traits(
                List.of("-no-user-package-db", "-package", "db", "-package-env", "-"),
                directory,
                List.of()))
        .isEmpty();
  }
}
