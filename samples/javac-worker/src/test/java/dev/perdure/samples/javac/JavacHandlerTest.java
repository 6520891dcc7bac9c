package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkCancelledException;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavacHandlerTest {
  @TempDir Path root;

  private final JavacHandler handler = new JavacHandler();

  @BeforeEach
  void writeSources() throws IOException {
    Sources.writeAll(root);
  }

  private RecordedContext request(String... arguments) {
    return new RecordedContext(root, List.of(arguments));
  }

  @Test
  void outputJarWrittenTwice_hasEqualBytes() throws Exception {
    List<String> sources = List.of("many/M001.java", "many/M000.java", "ok/Good.java");
    for (String jar : List.of("one.jar", "new/folder/two.jar")) {
      List<String> arguments = new ArrayList<>(sources);
      arguments.add("--output-jar=" + jar);
      assertThat(handler.work(new RecordedContext(root, arguments))).isZero();
      // The time stamps of zip entries have a resolution of two seconds, so look at them, too.
      try (JarFile file = new JarFile(root.resolve(jar).toFile())) {
        assertThat(file.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
      }
    }

    assertThat(root.resolve("one.jar")).hasSameBinaryContentAs(root.resolve("new/folder/two.jar"));
  }

  @Test
  void outputJar_hasItsManifestFirstAndSortedEntriesAfterIt() throws Exception {
    handler.work(request("many/M001.java", "many/M000.java", "--output-jar=a.jar"));

    try (JarInputStream jar = new JarInputStream(Files.newInputStream(root.resolve("a.jar")))) {
      assertThat(jar.getManifest()).isNotNull();
      assertThat(jar.getNextEntry().getName()).isEqualTo("many/M000.class");
      assertThat(jar.getNextEntry().getName()).isEqualTo("many/M001.class");
      assertThat(jar.getNextEntry()).isNull();
    }
  }

  @Test
  void outputJar_leavesNoFolderBehind() throws Exception {
    handler.work(request("ok/Good.java", "--output-jar=jars/a.jar"));
    handler.work(request("bad/Types.java", "--output-jar=jars/b.jar"));

    try (Stream<Path> left = Files.list(root.resolve("jars"))) {
      assertThat(left).containsExactly(root.resolve("jars/a.jar"));
    }
  }

  @Test
  void outputJarBesideFolder_isRefusedAsJavacRefuses() throws Exception {
    RecordedContext context = request("-d", "out", "--output-jar=a.jar", "ok/Good.java");

    assertThat(handler.work(context)).isEqualTo(2);
    assertThat(context.printed())
        .isEqualTo(
            """
            error: option -d cannot be used together with --output-jar
            Usage: javac <options> <source files>
            use --help for a list of possible options
            """);
  }

  @Test
  void outputJarWithoutName_isRefused() throws Exception {
    assertThat(handler.work(request("--output-jar=", "ok/Good.java"))).isEqualTo(2);
    assertThat(handler.work(request("--output-jar", "a.jar", "ok/Good.java"))).isEqualTo(2);
  }

  @Test
  void cancelledRequest_endsInSilenceAndWithoutOutputs() {
    RecordedContext context = request("-d", "out", "ok/Good.java");
    context.cancel();

    assertThatThrownBy(() -> handler.work(context)).isInstanceOf(WorkCancelledException.class);
    assertThat(context.printed()).isEmpty();
    assertThat(root.resolve("out/ok/Good.class")).doesNotExist();
  }

  @Test
  void badRequest_leavesNothingToTheNext() throws Exception {
    handler.work(request("-Xlint", "-Werror", "-d", "out", "bad/Raw.java"));
    RecordedContext context = request("-d", "out", "bad/Raw.java");

    assertThat(handler.work(context)).isZero();
    assertThat(context.printed()).startsWith("Note: bad/Raw.java uses");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-d out",
        "-d out/new",
        "-d . -s out",
        "-d . -h out",
        "--output-jar=out/a.jar",
        "-d . -Xstdout out/log.txt",
        "-d linked",
      })
  void outputThroughALinkOutOfTheSandbox_isRefused(String option) throws Exception {
    Path outside = Files.createDirectory(root.resolve("outside"));
    Path box = Files.createDirectory(root.resolve("box"));
    FileTree.write(box, "ok/Good.java", "package ok; class Good { native void run(); }");
    Files.createSymbolicLink(box.resolve("out"), outside);
    Files.createDirectory(box.resolve("linked"));
    Files.createSymbolicLink(box.resolve("linked/ok"), outside);
    List<String> arguments = new ArrayList<>(List.of(option.split(" ", -1)));
    arguments.add("ok/Good.java");
    try (WorkerHarness worker =
        WorkerHarness.inProcess(Worker.of(handler).multiplex(Multiplex.create()))
            .multiplex()
            .start()) {
      WorkResponse answer =
          worker.work(WorkRequest.of(1, arguments).withSandboxDir(box.toString()));

      assertThat(answer.exitCode()).isNotZero();
      assertThat(answer.output()).contains("[output-leaves-sandbox]");
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void changedDependency_isSeenByTheNextRequest() throws Exception {
    assertThat(handler.work(request("-d", "out", "ok/Good.java"))).isZero();
    assertThat(handler.work(request("-implicit:none", "-cp", "out", "ok/User.java"))).isZero();
    FileTree.write(root, "ok/Good.java", "package ok;\n\npublic class Good {}\n");
    assertThat(handler.work(request("-d", "out", "ok/Good.java"))).isZero();

    RecordedContext context = request("-implicit:none", "-cp", "out", "ok/User.java");

    assertThat(handler.work(context)).isEqualTo(1);
    assertThat(context.printed()).contains("cannot find symbol");
  }

  @Test
  void requestsAtOnce_areAnsweredEachWithItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<RecordedContext>> calls = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String name = "Broken" + i;
        FileTree.write(root, name + ".java", "class " + name + " {\n  int i = \"\";\n}\n");
        RecordedContext context = request("-d", "out" + i, name + ".java");
        calls.add(
            () -> {
              handler.work(context);
              return context;
            });
      }
      List<Future<RecordedContext>> answers = threads.invokeAll(calls, 60, TimeUnit.SECONDS);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().printed())
            .startsWith("Broken" + i + ".java:2: error:")
            .endsWith("1 error\n");
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
