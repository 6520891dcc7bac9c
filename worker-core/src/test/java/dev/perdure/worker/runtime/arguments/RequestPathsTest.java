package dev.perdure.worker.runtime.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathsTest {
  private static final String SANDBOX = "__sandbox/1/_main";

  private final RequestPaths plain = new RequestPaths("");
  private final RequestPaths sandboxed = new RequestPaths(SANDBOX);

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b.txt", "../a", "/a/b", "a/../b", "./a", "", "Grün/世界"})
  void resolve_withoutSandbox_isThePathItself(String path) {
    assertThat(plain.resolve(path)).isEqualTo(Path.of(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/a/b", "__sandbox/1/_main/a", "../x"})
  void relativize_withoutSandbox_isTheFileItself(String path) {
    assertThat(plain.relativize(Path.of(path))).isEqualTo(Path.of(path));
  }

  @ParameterizedTest
  @CsvSource({
    "a, __sandbox/1/_main/a",
    "a/b.txt, __sandbox/1/_main/a/b.txt",
    "./a, __sandbox/1/_main/a",
    "a/../b, __sandbox/1/_main/b",
    "a/b/../../c, __sandbox/1/_main/c",
    "..a/b, __sandbox/1/_main/..a/b",
    "a//b, __sandbox/1/_main/a/b",
    "., __sandbox/1/_main",
    "'', __sandbox/1/_main"
  })
  void resolve_isRootedInTheSandbox(String path, String resolved) {
    assertThat(sandboxed.resolve(path)).isEqualTo(Path.of(resolved));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../a",
        "a/../../b",
        "./..",
        "/",
        "/etc/passwd",
        // Back in again by name, but in another sandbox the same text would name another file.
        "../_main/a",
        "../../1/_main/a"
      })
  void resolve_outOfTheSandbox_isRefused(String path) {
    assertThatThrownBy(() -> sandboxed.resolve(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "path " + path + " leaves the sandbox directory " + SANDBOX + " [path-leaves-sandbox]");
  }

  @Test
  void resolve_ofWhatIsNoPath_isRefusedWithTheCause() {
    for (RequestPaths paths : new RequestPaths[] {plain, sandboxed}) {
      assertThatThrownBy(() -> paths.resolve("a\0b"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[path-unusable]")
          .hasMessageContaining("LC_CTYPE=C.UTF-8")
          .hasCauseInstanceOf(InvalidPathException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "__sandbox/1/_main/a/b, a/b",
    "./__sandbox/1/_main/a, a",
    "__sandbox/1/x/../_main/a/./b, a/b",
    "__sandbox/1/_main, ''",
    "__sandbox/1/_main2/a, __sandbox/1/_main2/a",
    "__sandbox/1/_main/../x, __sandbox/1/_main/../x",
    "__sandbox/2/_main/a, __sandbox/2/_main/a",
    "a/b, a/b",
    "/etc/passwd, /etc/passwd"
  })
  void relativize_stripsTheSandboxAndNothingElse(String file, String relative) {
    assertThat(sandboxed.relativize(Path.of(file))).isEqualTo(Path.of(relative));
  }

  @Test
  void relativize_ofAnAbsoluteFileInTheSandbox_stripsIt() {
    Path file = Path.of(SANDBOX, "a", "b").toAbsolutePath();
    assertThat(sandboxed.relativize(file)).isEqualTo(Path.of("a/b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"__sandbox/1/_main/", "./__sandbox/1/_main", "__sandbox/./1/x/../_main"})
  void sandboxDirectory_writtenOtherwise_meansTheSame(String directory) {
    RequestPaths paths = new RequestPaths(directory);
    assertThat(paths.resolve("a/b").normalize()).isEqualTo(Path.of(SANDBOX, "a/b"));
    assertThat(paths.relativize(paths.resolve("a/b"))).isEqualTo(Path.of("a/b"));
    assertThat(paths.relativize(Path.of(SANDBOX, "a/b"))).isEqualTo(Path.of("a/b"));
  }

  @Test
  void relativize_isTheInverseOfResolve() {
    for (String path : new String[] {"a", "a/b/c", "Grün", "..a"}) {
      assertThat(sandboxed.relativize(sandboxed.resolve(path))).isEqualTo(Path.of(path));
    }
  }

  @Test
  void absoluteSandboxDirectory_works() {
    RequestPaths paths = new RequestPaths("/tmp/box");
    assertThat(paths.resolve("a")).isEqualTo(Path.of("/tmp/box/a"));
    assertThat(paths.relativize(Path.of("/tmp/box/a"))).isEqualTo(Path.of("a"));
    assertThat(paths.relativize(Path.of("a"))).isEqualTo(Path.of("a"));
  }

  @Test
  void absolutePathInAnAbsoluteSandbox_isInside() {
    RequestPaths paths = new RequestPaths("/tmp/box");
    assertThat(paths.resolve("/tmp/box/a/../b")).isEqualTo(Path.of("/tmp/box/b"));
    assertThat(paths.resolve("/tmp/box")).isEqualTo(Path.of("/tmp/box"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/box2/a", "/tmp/box/../a", "/etc/passwd", "/"})
  void absolutePathOutsideOfAnAbsoluteSandbox_isRefused(String path) {
    RequestPaths paths = new RequestPaths("/tmp/box");
    assertThatThrownBy(() -> paths.resolve(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[path-leaves-sandbox]");
  }
}
