package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handler against the JDK's javac launcher: equal text, exit code and files. */
class ParityTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @MethodSource("dev.perdure.samples.javac.JavacCase#all")
  void request_isAnsweredAsJavacWould(JavacCase scenario) throws Exception {
    Path cold = Files.createDirectory(temporary.resolve("cold"));
    Path warm = Files.createDirectory(temporary.resolve("warm"));
    Sources.writeAll(cold);
    Sources.writeAll(warm);
    Command.Result expected = Command.javac(cold, scenario.arguments());
    assertThat(expected.exitCode()).as(expected.printed()).isEqualTo(scenario.exitCode());

    RecordedContext context = new RecordedContext(warm, scenario.arguments());
    int exitCode = new JavacHandler().work(context);

    assertThat(withoutFrames(context.printed())).isEqualTo(withoutFrames(expected.printed()));
    assertThat(exitCode).isEqualTo(expected.exitCode());
    Map<String, String> files = FileTree.digests(cold);
    assertThat(FileTree.digests(warm)).isEqualTo(files);
    if (!scenario.output().isEmpty()) {
      assertThat(files).containsKey(scenario.output());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.perdure.samples.javac.JavacCase#withPaths")
  void requestInTheWorkingDirectory_isAnsweredWithThePathsAsGiven(JavacCase scenario)
      throws Exception {
    Sources.writeAll(temporary);
    List<String> arguments =
        scenario.arguments().stream()
            .map(it -> it.endsWith(".java") ? temporary.resolve(it).toString() : it)
            .map(it -> it.equals("out") ? temporary.resolve(it).toString() : it)
            .toList();
    Command.Result expected = Command.javac(temporary, arguments);

    RecordedContext context = new RecordedContext(Path.of(""), arguments);
    int exitCode = new JavacHandler().work(context);

    assertThat(expected.printed()).contains(temporary.toString());
    assertThat(context.printed()).isEqualTo(expected.printed());
    assertThat(exitCode).isEqualTo(expected.exitCode());
  }

  /** Which frames an overflowing stack ends with is chance. */
  private static String withoutFrames(String printed) {
    return printed.lines().filter(it -> !it.startsWith("\tat ")).collect(Collectors.joining("\n"));
  }
}
