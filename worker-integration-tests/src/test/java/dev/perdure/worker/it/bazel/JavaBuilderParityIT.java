package dev.perdure.worker.it.bazel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JavaBuilder and samples/java-builder, as two workers that are asked the same: what they print,
 * end with and write is the same, byte for byte.
 */
@Tag("bazel")
final class JavaBuilderParityIT {
  private static final String OURS =
      System.getProperty("samples.directory") + "/java-builder/target/java-builder";

  /** Sources with what is wrong with them, or at least worth a warning. */
  private static final List<String> BROKEN =
      List.of(
          "class C { int i = \"größer\"; String s = 1; }",
          "class C { Missing m; missing.Type t; }",
          "import missing.Type; import java.util.Missing; class C {}",
          "class C { int i = ; }",
          "class C { int i = 1 }",
          "class C { /* never closed",
          "class C { int f() { while (true) {} return 1; } }",
          "class C { int f() { } int g() { int i; return i; } }",
          "class C { void f() { throw new Exception(); } }",
          "class C {} class C {}",
          "public class D {}",
          "class C extends D {} class D extends C {}",
          "class C implements Runnable {}",
          "class C { public int hashCode() { return \"\"; } @Override void none() {} }",
          "sealed interface C permits D {} final class D {}",
          "class C { enum E { A, B } int f(E e) { return switch (e) { case A -> 1; }; } }",
          "class C<T extends Number> { C<String> c; void f() { g(1); g(\"\", 2); } void g(int i) {} }",
          "record C(int i) { C { return; } int j; }",
          "class C { java.util.List raw = new java.util.ArrayList(); void f() { raw.add(1); } }",
          "class C { Object o = new java.util.Date(1, 2, 3); void f() { Thread.currentThread().stop(); } }",
          "class C { @Deprecated void f() {} } class D { void g() { new C().f(); int i = (int) 1; } }",
          "class C { void f(Object... o) { f(null); } static void g() { this.f(); } }",
          "@interface C { int v(); } @C class D {} @C(v = \"\") class E {}",
          "package wrong.place; class C { Object o = (Runnable) () -> { return 1; }; }",
          "class C { String s = \"\\q\"; char c = ''; int i = 08; long l = 99999999999; }");

  @TempDir Path temporary;
  private Path stockRoot;
  private Path ourRoot;
  private WorkerHarness stock;
  private WorkerHarness ours;

  @BeforeEach
  void start() throws Exception {
    ToolRoot.chroot().require(JavaBuilderIT.JAR, JavaBuilderIT.SOURCE);
    stockRoot = Files.createDirectory(temporary.resolve("stock"));
    ourRoot = Files.createDirectory(temporary.resolve("ours"));
    // JavaBuilder speaks no JSON, and multiplex for all its sandboxes.
    stock =
        WorkerHarness.process(JavaBuilderIT.command())
            .directory(stockRoot)
            .environment(Map.of("LC_ALL", "C.UTF-8"))
            .start();
    ours =
        WorkerHarness.process(OURS)
            .directory(ourRoot)
            .environment(
                Map.of(
                    "JAVA_HOME",
                    System.getProperty("java.home"),
                    "JDK_JAVA_OPTIONS",
                    "-Dperdure.jacoco=" + ToolRoot.chroot().fromOutside(JavaBuilderIT.JAR)))
            .start();
  }

  @AfterEach
  void end() {
    if (stock != null) {
      stock.close();
    }
    if (ours != null) {
      ours.close();
    }
  }

  private void write(String name, String text) throws IOException {
    for (Path root : List.of(stockRoot, ourRoot)) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.writeString(root.resolve(name), text);
    }
  }

  /** Asks both for a target; returns what both answer. */
  private WorkResponse build(String target, List<String> javacopts, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--output", "out/" + target + ".jar"));
    arguments.addAll(List.of("--output_deps_proto", "out/" + target + ".jdeps"));
    arguments.addAll(List.of("--output_manifest_proto", "out/" + target + ".jar_manifest_proto"));
    arguments.addAll(List.of("--native_header_output", "out/" + target + "-native-header.jar"));
    arguments.addAll(List.of("--system", System.getProperty("java.home"), "--compress_jar"));
    arguments.addAll(List.of("--target_label", "//" + target + ":" + target));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--javacopts", "-source", "17", "-target", "17"));
    arguments.addAll(List.of("-XDskipDuplicateBridges=true", "-XDcompilePolicy=simple", "-g"));
    arguments.addAll(List.of("-parameters", "-Xep:ReturnValueIgnored:OFF"));
    arguments.addAll(javacopts);
    arguments.add("--");

    WorkResponse expected = stock.work(arguments.toArray(String[]::new));
    WorkResponse answer = ours.work(arguments.toArray(String[]::new));

    assertThat(answer).as("%s", arguments).isEqualTo(expected);
    if (answer.exitCode() == 0) {
      assertThat(outputs(ourRoot)).as("%s", arguments).isEqualTo(outputs(stockRoot));
    } else {
      forgetOutputs(target);
    }
    return answer;
  }

  /** As Bazel does with those of an action that failed. */
  private void forgetOutputs(String target) throws IOException {
    for (Path root : List.of(stockRoot, ourRoot)) {
      for (String name : outputs(root).keySet()) {
        if (name.startsWith(target)) {
          Files.delete(root.resolve("out").resolve(name));
        }
      }
    }
  }

  private void succeed(String target, String... more) throws IOException {
    WorkResponse answer = build(target, List.of(), more);
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    assertThat(outputs(ourRoot)).containsKey(target + ".jar");
  }

  /** The outputs by name, without the folders in which the builders work. */
  private static Map<String, String> outputs(Path root) throws IOException {
    Path out = root.resolve("out");
    Map<String, String> outputs = new TreeMap<>();
    if (Files.isDirectory(out)) {
      try (Stream<Path> files = Files.list(out)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          outputs.put(file.getFileName().toString(), digest(Files.readAllBytes(file)));
        }
      }
    }
    return outputs;
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return bytes.length + " bytes, " + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void brokenSources_haveTheSameDiagnostics() throws Exception {
    for (String options : List.of("", "-Xlint:all", "-Xlint:all -Werror")) {
      List<String> javacopts = options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
      int failures = 0;
      for (String source : BROKEN) {
        write("in/C.java", source);
        failures += build("broken", javacopts, "--sources", "in/C.java").exitCode();
      }
      assertThat(failures).isGreaterThan(20);
    }
  }

  @Test
  void options_meanTheSame() throws Exception {
    write("in/C.java", "public class C { java.util.List raw; native void run(int i); class D {} }");
    for (String options :
        List.of(
            "-Xlint:all -Xlint:none",
            "-Xlint:none -Xlint:rawtypes",
            "-nowarn",
            "--release 11",
            "-source 11 -target 11",
            "-XDnoparameters",
            "-g:none",
            "-Xlint:rawtypes -Werror:all,-rawtypes",
            "-Xlint:rawtypes -Werror:all",
            "-Xdiags:verbose")) {
      build("options", List.of(options.split(" ", -1)), "--sources", "in/C.java");
    }
  }

  @Test
  void dependencies_areFoundAndCheckedAlike() throws Exception {
    writeLibraries();
    for (String strict : List.of("ERROR", "WARN", "OFF")) {
      for (String reduced : List.of("NONE", "JAVABUILDER_REDUCED", "BAZEL_REDUCED")) {
        for (String direct : List.of("mid", "base")) {
          build(
              "user",
              List.of(),
              "--sources",
              "in/User.java",
              "in/Fine.java",
              "--classpath",
              "out/mid.jar",
              "out/base.jar",
              "--direct_dependencies",
              "out/" + direct + ".jar",
              "--deps_artifacts",
              "out/" + direct + ".jdeps",
              "--strict_java_deps",
              strict,
              "--reduce_classpath_mode",
              reduced);
        }
      }
    }
  }

  @Test
  void classesForCoverage_areTheSame() throws Exception {
    write("out/c-paths.txt", "in/C.java\n");
    write(
        "in/C.java",
        """
        package c;
        public class C {
          interface I { int f(); static int g() { return 1; } default int h() { return 2; } }
          record R(int i) {}
          enum E { A { int f() { return 1; } }; int f() { return 2; } }
          int run(int n) { I i = () -> n; return n > 0 ? i.f() : new R(n).i(); }
        }
        """);
    write("in/module-info.java", "module c {}");

    succeed(
        "c",
        "--sources",
        "in/C.java",
        "in/module-info.java",
        "--post_processor",
        "jacoco",
        "out/c-paths.txt",
        "-*Test");
    succeed("none", "--post_processor", "jacoco", "out/c-paths.txt");
    assertThat(Files.readString(ourRoot.resolve("out/c.jar"), ISO_8859_1))
        .contains("c/C$R.class.uninstrumented", "out/c-paths.txt");
  }

  private void writeLibraries() throws IOException {
    write(
        "in/Base.java",
        """
        package base;
        public class Base {
          public static final int K = 1;
          public static class Inner {}
          public Other other() { return null; }
        }
        class Hidden {}
        """);
    write("in/Other.java", "package base; public class Other { public void run() {} }");
    write(
        "in/Mid.java",
        "package mid; public class Mid extends base.Base { public base.Base get() { return this; } }");
    write(
        "in/User.java",
        """
        package user;
        import mid.Mid;
        import static base.Base.K;
        public class User extends Mid {
          base.Base.Inner inner;
          Object o = K;
          void f() {
            var base = get();
            base.other().run();
            java.util.function.Function<base.Base, Object> f = x -> x.other();
          }
        }
        """);
    write("in/Fine.java", "package user; class Fine { Object x = new mid.Mid().get(); }");
    succeed("base", "--sources", "in/Base.java", "in/Other.java");
    succeed(
        "mid",
        "--sources",
        "in/Mid.java",
        "--classpath",
        "out/base.jar",
        "--direct_dependencies",
        "out/base.jar",
        "--injecting_rule_kind",
        "an_aspect");
  }

  @Test
  void annotationProcessors_makeTheSame() throws Exception {
    write(
        "in/Maker.java",
        """
        import java.io.*;
        import java.util.*;
        import javax.annotation.processing.*;
        import javax.lang.model.SourceVersion;
        import javax.lang.model.element.TypeElement;
        import javax.tools.*;

        @SupportedAnnotationTypes("*")
        @SupportedOptions("mode")
        public class Maker extends AbstractProcessor {
          @Override
          public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
          }

          @Override
          public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
            if (processingEnv.getElementUtils().getTypeElement("made.Made") == null) {
              Filer filer = processingEnv.getFiler();
              try (Writer source = filer.createSourceFile("made.Made").openWriter();
                  Writer text =
                      filer.createResource(StandardLocation.CLASS_OUTPUT, "", "a/b.txt").openWriter()) {
                source.write("package made; public class Made { public int x; java.util.List raw; }");
                text.write("mode " + processingEnv.getOptions().get("mode"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              processingEnv.getMessager().printMessage(Diagnostic.Kind.WARNING, "made it");
            }
            return false;
          }
        }
        """);
    succeed("maker", "--sources", "in/Maker.java");
    write("in/Uses.java", "package user; class Uses { int f() { return new made.Made().x; } }");
    write("in/Broken.java", "package user; class Broken { int f() { return new made.Made().y; } }");
    for (String source : List.of("Uses", "Broken")) {
      for (String options : List.of("-Amode=quick", "-Xlint:all", "-Xlint:all -Werror")) {
        build(
            source,
            List.of(options.split(" ", -1)),
            "--sources",
            "in/" + source + ".java",
            "--processors",
            "Maker",
            "Maker",
            "--processorpath",
            "out/maker.jar",
            "--generated_sources_output",
            "out/" + source + "-gensrc.jar");
      }
    }
  }

  @Test
  void modules_areTheSame() throws Exception {
    writeLibraries();
    write("in/m/module-info.java", "module m { requires java.logging; exports p; }");
    write("in/m/p/C.java", "package p; public class C { java.util.logging.Logger logger; }");
    succeed("m", "--sources", "in/m/module-info.java", "in/m/p/C.java");
    write("in/m/p/C.java", "package p; public class C { java.sql.Connection connection; }");
    build("m", List.of(), "--sources", "in/m/module-info.java", "in/m/p/C.java");
  }
}
