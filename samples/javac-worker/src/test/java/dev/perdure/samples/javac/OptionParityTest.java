package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One worker process against the javac command, option by option: in its working directory and in a
 * sandbox directory, with digests, each twice.
 */
class OptionParityTest {
  private static final String BOX = "box/1";
  private static final int SYSTEM_ERROR = 3;

  @TempDir static Path root;
  private static Path cold;
  private static Path warm;
  private static ColdJavac javac;
  private static WorkerHarness worker;

  @BeforeAll
  static void start() throws Exception {
    cold = Files.createDirectory(root.resolve("cold"));
    warm = Files.createDirectory(root.resolve("warm"));
    Path made = Files.createDirectory(root.resolve("made"));
    try (ColdJavac maker = ColdJavac.start(made)) {
      ParityInputs.write(made, maker);
    }
    for (Path copy : List.of(cold, warm, Files.createDirectories(warm.resolve(BOX)))) {
      FileTree.copy(made, copy);
    }
    javac = ColdJavac.start(cold);
    worker = startWorker();
  }

  private static WorkerHarness startWorker() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : List.of("api", "file", "main", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JavacWorker.class.getName());
    return WorkerHarness.process(command)
        .multiplex()
        .directory(warm)
        .environment(Map.of("LC_ALL", "C.UTF-8"))
        .start();
  }

  @AfterAll
  static void end() {
    javac.close();
    worker.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Paths of all sorts.
        "-cp lib/one.jar:lib/two.jar -d out UsesBoth.java",
        "--class-path=lib/two.jar:lib/one.jar -d out UsesBoth.java",
        "-cp lib/one.jar:lib/one.jar:./lib/../lib/two.jar -Xlint:all -d out UsesBoth.java",
        "-cp folder:lib/two.jar -d out UsesBoth.java",
        "-cp : -d out UsesHere.java",
        "-cp lib/one.jar: -d out UsesHere.java",
        "-cp lib/one.jar -d out UsesHere.java",
        "-d out UsesHere.java",
        "-sourcepath : -cp lib/one.jar -d out UsesHere.java",
        "-sourcepath lib: -d out UsesHere.java",
        "-processorpath : -proc:none -d out Plain.java",
        "-cp EMPTY -d out UsesHere.java",
        "-d EMPTY Plain.java",
        "-s EMPTY -proc:none -d out Plain.java",
        "--system EMPTY -d out Plain.java",
        "-sourcepath EMPTY -d out UsesHere.java",
        "-cp lib/leads.jar -d out UsesTwo.java",
        "-cp lib/versions.jar --release 8 -Xlint:-options -d out UsesOld.java",
        "-cp lib/versions.jar -d out UsesYoung.java",
        "-cp lib/corrupt.jar -d out UsesOne.java",
        "-cp lib/empty.jar:lib/one.jar -d out UsesOne.java",
        "-cp lib/cut.jar:lib/one.jar -Xlint:all -d out UsesOne.java",
        "-cp lib/text.txt:lib/one.jar -Xlint:all -d out UsesOne.java",
        "-cp lib/one.jar -Xmaxerrs 1 -d out UsesBoth.java",
        // Outputs.
        "-d nowhere/at/all Plain.java",
        "-d Plain.java Plain.java",
        "-h headers -s generated -d out Native.java",
        "-Xstdout log.txt -d out Bad.java",
        // Modules.
        "-p mods:lib -d out/one src/one/module-info.java src/one/one/Main.java",
        "--module-source-path src -d out -m one,other",
        "--module-source-path ./{src,none} -d out -m one",
        "--module-source-path one=src/one --module-source-path other=src/other -d out -m one,other",
        "--module-path mods --patch-module dep=patch -d out src/one/module-info.java"
            + " src/one/one/Main.java",
        "--upgrade-module-path mods -d out src/one/module-info.java src/one/one/Main.java",
        "--module-path : -d out src/one/module-info.java",
        // The platform.
        "--system none -d out Plain.java",
        "--system nowhere -d out Plain.java",
        "--system=nowhere -d out Plain.java",
        "--release 11 -d out Plain.java",
        "--release 11 -cp lib/one.jar -d out UsesOne.java",
        "-source 8 -target 8 -Xbootclasspath/a:lib/one.jar -d out UsesOne.java",
        "-source 8 -target 8 -Xbootclasspath/p:lib/one.jar -d out UsesOne.java",
        "-source 8 -extdirs lib -d out UsesOne.java",
        "-source 8 -Djava.ext.dirs=lib -d out UsesOne.java",
        "-source 8 -endorseddirs lib -d out UsesOne.java",
        "-source 8 -Djava.endorsed.dirs=lib -d out UsesOne.java",
        "-extdirs lib -d out Plain.java",
        // Argument files.
        "@arguments.txt",
        "-d out @quoted.txt",
        "@nowhere.txt Plain.java",
        // What is printed.
        "-implicit:none -d out UsesHere.java",
        "-proc:only -d out Plain.java",
        "-Xprint Plain.java",
        "-Xdiags:verbose -XDrawDiagnostics -d out Bad.java",
        "--no-such-option",
        "-cp",
        "-fullversion",
        "--help-lint",
        "-Xplugin:none -d out Plain.java",
        "-Akey=lib/one.jar -d out Plain.java",
      })
  void options_areThoseOfJavac(String words) throws Exception {
    compare(Arrays.stream(words.split(" ", -1)).map(it -> it.equals("EMPTY") ? "" : it).toList());
  }

  private static void compare(List<String> arguments) throws Exception {
    Map<String, String> before = FileTree.digests(cold);
    try {
      Command.Result expected = javac.run(arguments);
      Map<String, String> expectedFiles = written(cold, before);
      for (String sandbox : List.of("", "", BOX, BOX)) {
        Path directory = warm.resolve(sandbox);
        FileTree.restore(directory, before.keySet());
        WorkResponse answer = worker.work(request(arguments, before, sandbox));
        assertThat(withoutTimes(answer.output()))
            .as("output in '%s'", sandbox)
            .isEqualTo(withoutTimes(expected.printed()));
        assertThat(answer.exitCode()).as("code in '%s'", sandbox).isEqualTo(expected.exitCode());
        assertThat(written(directory, before)).as("in '%s'", sandbox).isEqualTo(expectedFiles);
        if (answer.exitCode() >= SYSTEM_ERROR) {
          // It retires, at a time that the next request must not meet.
          worker.close();
          worker = startWorker();
        }
      }
    } finally {
      for (Path directory : List.of(cold, warm, warm.resolve(BOX))) {
        FileTree.restore(directory, before.keySet());
      }
    }
  }

  private static String withoutTimes(String printed) {
    return printed
        .lines()
        .map(it -> it.replaceAll("\\d+ ?ms", "0 ms"))
        .collect(Collectors.joining("\n"));
  }

  /** The files that are not as before. */
  private static Map<String, String> written(Path directory, Map<String, String> before)
      throws Exception {
    Map<String, String> files = FileTree.digests(directory);
    files.keySet().removeIf(it -> it.startsWith("box/"));
    files.entrySet().removeAll(before.entrySet());
    return files;
  }

  private static WorkRequest request(
      List<String> arguments, Map<String, String> files, String sandbox) {
    List<Input> inputs = new ArrayList<>();
    files.forEach((path, digest) -> inputs.add(new Input(path, Digest.ofText(digest))));
    return WorkRequest.of(1, arguments).withInputs(inputs).withSandboxDir(sandbox);
  }
}
