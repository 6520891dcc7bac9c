package dev.perdure.worker.runtime.arguments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.PathArguments;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.loop.SlotSettings;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathArgumentsTest {
  private static final PathArguments PATHS =
      PathArguments.create()
          .classPath("-cp", "--class-path", "-Xboot/a:")
          .files("-p", "--module-path")
          .filesSeparatedBy(",", "-Xfriends=")
          .keyedFiles("--patch-module")
          .file("-config", "-I*")
          .fileOr("none", "--system")
          .output("-d", "-out:")
          .value("-encoding", "-J*", "--release")
          .operands(".java", ".kt");

  private final WorkerLog log =
      new WorkerLog(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

  @TempDir Path files;

  private WorkResponse answer(PathArguments paths, String sandbox, String... arguments) {
    WorkRequest request = WorkRequest.of(3, List.of(arguments)).withSandboxDir(sandbox);
    WorkResponse answer =
        new Execution(
                SlotSettings.alone(
                    context -> {
                      context.out().print(String.join(" ", paths.relocate(context)));
                      return 0;
                    },
                    Arguments.plain(),
                    log))
            .execute(new RequestRun(request, log));
    assertThat(answer).isNotNull();
    return answer;
  }

  /** The arguments in a request whose sandbox directory is {@code box}. */
  private static String boxed(String... arguments) {
    return String.join(" ", PATHS.rewrite(List.of(arguments), path -> "box/" + path));
  }

  @Test
  void valueInTheNextArgument_isRelocated() {
    assertThat(boxed("-config", "a", "-d", "out", "-p", "x:y"))
        .isEqualTo("-config box/a -d box/out -p box/x:box/y");
  }

  @Test
  void valueAfterAnEqualsSign_isOneOfLongOptionsOnly() {
    assertThat(boxed("--module-path=x:y", "-config=a"))
        .isEqualTo("--module-path=box/x:box/y -config=a");
  }

  @Test
  void valueAfterAPrefix_isRelocated() {
    assertThat(boxed("-Xfriends=a,b", "-out:c", "-Xboot/a:d:e", "-Isrc"))
        .isEqualTo("-Xfriends=box/a,box/b -out:box/c -Xboot/a:box/d:box/e -Ibox/src");
  }

  @Test
  void longestPrefix_decides() {
    PathArguments both = PathArguments.create().file("-X*").value("-Xlint:").file("-Xl*");
    assertThat(both.rewrite(List.of("-Xlint:all", "-Xlog", "-Xa"), path -> "box/" + path))
        .containsExactly("-Xlint:all", "-Xlbox/og", "-Xbox/a");
  }

  @Test
  void emptyElement_isTheWorkingDirectoryInAClassPathOnly() {
    assertThat(boxed("-cp", "a::b:", "-p", "a::b:"))
        .isEqualTo("-cp box/a:box/.:box/b:box/. -p box/a::box/b:");
  }

  @Test
  void keyBeforeFiles_isKept() {
    assertThat(boxed("--patch-module", "m=x:y", "--patch-module=m=x", "--patch-module", "x"))
        .isEqualTo("--patch-module m=box/x:box/y --patch-module=m=box/x --patch-module box/x");
    assertThat(boxed("--patch-module", "a/b=c", "--patch-module", "=x"))
        .isEqualTo("--patch-module box/a/b=c --patch-module box/=x");
  }

  @Test
  void wordInsteadOfAFile_isKept() {
    assertThat(boxed("--system", "none", "--system=none", "--system=jdk", "--system="))
        .isEqualTo("--system none --system=none --system=box/jdk --system=");
  }

  @Test
  void valueThatIsNoFile_isNoOperand() {
    assertThat(boxed("-encoding", "a.java", "-Ja.java", "--release", "b.kt", "--release=c.kt"))
        .isEqualTo("-encoding a.java -Ja.java --release b.kt --release=c.kt");
  }

  @Test
  void operands_areFilesByTheirSuffix() {
    assertThat(boxed("A.java", "b/C.kt", "Name", "@d.java", "-e.java", ""))
        .isEqualTo("box/A.java box/b/C.kt Name @d.java -e.java ");
    assertThat(PathArguments.create().operands().rewrite(List.of("Name", "-x", ""), path -> "y"))
        .containsExactly("y", "-x", "");
    assertThat(PathArguments.create().rewrite(List.of("A.java"), path -> "y"))
        .containsExactly("A.java");
  }

  @Test
  void optionWithoutItsValue_isKept() {
    assertThat(boxed("A.java", "-d")).isEqualTo("box/A.java -d");
    assertThat(boxed("-d", "", "-config", "")).isEqualTo("-d box/. -config ");
  }

  @Test
  void requestWithASandbox_getsPathsInIt() {
    String[] arguments = {"-cp", "lib/../a.jar::.", "-d", "out", "A.java"};
    String box = files.toString();
    assertThat(answer(PATHS, box, arguments).output())
        .isEqualTo("-cp %s/a.jar:%s:%s -d %s/out %s/A.java".replace("%s", box));
  }

  @Test
  void requestWithoutASandbox_keepsItsArguments() {
    String[] arguments = {"-cp", "lib/../a.jar::.", "-d", "/out", "./A.java"};
    assertThat(answer(PATHS, "", arguments).output()).isEqualTo(String.join(" ", arguments));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-cp a:../b", "-d ..", "-Xfriends=a,/b", "--patch-module=m=/x", "/A.java"})
  void pathThatLeavesTheSandbox_isRefusedWithoutATrace(String line) {
    WorkResponse answer = answer(PATHS, files.toString(), line.split(" "));
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.requestId()).isEqualTo(3);
    assertThat(answer.output()).matches("path \\S+ leaves the sandbox directory .* \\[.*\\]\n");
  }

  @Test
  void outputThroughALinkOutOfTheSandbox_isRefused() throws IOException {
    Path box = Files.createDirectory(files.resolve("box"));
    Files.createSymbolicLink(box.resolve("link"), files);
    assertThat(answer(PATHS, box.toString(), "-cp", "link/a.jar").exitCode()).isZero();
    assertThat(answer(PATHS, box.toString(), "-d", "link/out").output())
        .startsWith("output link/out is written through a symlink");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*"})
  void emptyName_isRefused(String name) {
    assertThatThrownBy(() -> PATHS.file(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
