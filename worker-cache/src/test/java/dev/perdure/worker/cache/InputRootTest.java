package dev.perdure.worker.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths of one sandbox mean the same input in another. */
class InputRootTest {
  private static final Path FIRST = Path.of("__sandbox", "1", "_main");
  private static final Path SECOND = Path.of("__sandbox", "2", "_main");
  private static final List<Input> INPUTS = List.of(new Input("lib/a.jar", Digest.ofText("1")));

  @Test
  void file_isWhereTheRequestHasIt() {
    InputRoot root = InputRoot.of(new FakeContext(FIRST, INPUTS));
    assertThat(root.file("lib/../lib/a.jar")).isEqualTo(FIRST.resolve("lib/a.jar"));
    assertThat(root.input(FIRST.resolve("lib/./a.jar"))).isEqualTo("lib/a.jar");
  }

  @Test
  void file_withoutSandbox_isNamedAsTheClientNamesIt() {
    InputRoot root = InputRoot.of(new FakeContext(Path.of(""), INPUTS));
    assertThat(root.file("lib/a.jar")).isEqualTo(Path.of("lib/a.jar"));
    assertThat(root.input(Path.of("lib/a.jar"))).isEqualTo("lib/a.jar");
  }

  @Test
  void fileOutsideOfTheRoot_staysAsItIs() {
    Path outside = Path.of("/usr/lib/jvm/ct.sym");
    InputRoot root = new InputRoot(FIRST);
    assertThat(root.file(outside.toString())).isEqualTo(outside);
    assertThat(root.input(outside)).isEqualTo(outside.toString());
    assertThat(root.moved(outside, new InputRoot(SECOND))).isEqualTo(outside);
  }

  @Test
  void cachedName_isPutInPlaceForTheRequestOfAnotherSandbox() throws Exception {
    try (DigestCache cache = DigestCache.create()) {
      CacheKey<String> key = CacheKey.of(String.class, "jar");
      FakeContext first = new FakeContext(FIRST, INPUTS);
      String made =
          cache.get(first, key, scope -> InputRoot.of(first).input(scope.used("lib/a.jar")));
      first.end();

      FakeContext second = new FakeContext(SECOND, INPUTS);
      String found =
          cache.get(
              second,
              key,
              scope -> {
                throw new AssertionError("loaded again");
              });

      assertThat(found).isSameAs(made);
      assertThat(InputRoot.of(second).file(found)).isEqualTo(SECOND.resolve("lib/a.jar"));
      assertThat(InputRoot.of(second).moved(FIRST.resolve("lib/a.jar"), InputRoot.of(first)))
          .isEqualTo(SECOND.resolve("lib/a.jar"));
      second.end();
    }
  }
}
