package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.cache.CacheLimits;
import dev.perdure.worker.cache.DigestCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars of the class path that stay open between requests. */
class KeptJarsTest {
  private static final List<String> COMPILE =
      List.of("-proc:none", "-cp", "lib/a.jar", "-d", "out", "User.java");

  @TempDir Path root;

  private final DigestCache cache = DigestCache.create();
  private final JavacHandler handler = new JavacHandler(cache);

  @AfterEach
  void closeCache() {
    cache.close();
  }

  private static String library(String method) {
    return "package lib; public class A { public static int " + method + "() { return 1; } }";
  }

  private byte[] jar(String method) throws Exception {
    return Jars.compile(root, "lib.A", library(method));
  }

  private void writeUser(String method) throws IOException {
    FileTree.write(root, "User.java", "class User { int i = lib.A." + method + "(); }\n");
  }

  private Command.Result work(List<String> arguments) throws Exception {
    return work(root, arguments);
  }

  private Command.Result work(Path directory, List<String> arguments) throws Exception {
    RecordedContext context = RecordedContext.ofAllFiles(directory, arguments);
    try {
      return new Command.Result(handler.work(context), context.printed());
    } finally {
      context.end();
    }
  }

  @Test
  void indexThatAToolClosed_isMadeAnew() throws Exception {
    Path jar = root.resolve("lib/a.jar");
    Jars.write(jar, jar("one"));
    writeUser("one");
    Command.Result first = work(COMPILE);
    assertThat(first.exitCode()).isZero();
    RecordedContext context = RecordedContext.ofAllFiles(root, COMPILE);
    KeptJar kept = new KeptJars(cache, context).open(jar, KeptJars.RUNNING_RELEASE);
    assertThat(cache.statistics().loads()).isEqualTo(1);
    // As a processor can do that has got hold of a file of it.
    kept.entry("lib/A.class").getFileSystem().close();
    context.end();

    assertThat(work(COMPILE)).isEqualTo(first);
    assertThat(cache.statistics().loads()).isEqualTo(2);
  }

  private static long openFiles(Path file) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      String name = file.toRealPath().toString();
      return descriptors
          .filter(it -> Files.exists(it, LinkOption.NOFOLLOW_LINKS))
          .filter(it -> target(it).equals(name))
          .count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // Closed by now.
    }
  }

  @Test
  void unchangedJar_isReadOnceAndOpenOnlyWhileItIsUsed() throws Exception {
    Jars.write(root.resolve("lib/a.jar"), jar("one"));
    writeUser("one");
    for (int i = 0; i < 3; i++) {
      assertThat(work(COMPILE)).isEqualTo(new Command.Result(0, ""));
    }

    assertThat(cache.statistics().loads()).isEqualTo(1);
    assertThat(openFiles(root.resolve("lib/a.jar"))).isZero();
  }

  @Test
  void noCache_opensTheJarForTheRequestOnly() throws Exception {
    Jars.write(root.resolve("lib/a.jar"), jar("one"));
    writeUser("one");
    List<String> arguments = new ArrayList<>(COMPILE);
    arguments.add(0, "--no-cache");

    assertThat(work(arguments)).isEqualTo(new Command.Result(0, ""));
    assertThat(cache.statistics().loads()).isZero();
    assertThat(openFiles(root.resolve("lib/a.jar"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jarSwappedWithSameSizeAndTime_isSeenInBothOrders(boolean inPlace) throws Exception {
    byte[] one = jar("one");
    byte[] two = jar("two");
    assertThat(one).hasSameSizeAs(two);
    Path jar = root.resolve("lib/a.jar");
    Jars.write(jar, one);
    var time = Files.getLastModifiedTime(jar);

    for (String method : List.of("one", "two", "one", "two", "two", "one")) {
      byte[] bytes = method.equals("one") ? one : two;
      if (inPlace) {
        Jars.write(jar, bytes);
      } else {
        Jars.replace(jar, bytes);
      }
      assertThat(Files.getLastModifiedTime(jar)).isEqualTo(time);
      writeUser(method);
      assertThat(work(COMPILE)).as(method).isEqualTo(new Command.Result(0, ""));
      writeUser(method.equals("one") ? "two" : "one");
      assertThat(work(COMPILE).printed()).as(method).contains("cannot find symbol");
    }
  }

  @Test
  void jarThatIsNoInput_isReadAnew() throws Exception {
    writeUser("one");
    RecordedContext context = RecordedContext.ofAllFiles(root, COMPILE);
    Jars.write(root.resolve("lib/a.jar"), jar("one"));

    assertThat(handler.work(context)).as(context.printed()).isZero();
    assertThat(cache.statistics().count()).isZero();
  }

  @Test
  void jarInAnotherSandbox_isTheSameUnderTheOtherName() throws Exception {
    Path jar = root.resolve("store.jar");
    Jars.write(jar, jar("one"));
    for (String name : List.of("first", "second")) {
      Path sandbox = Files.createDirectories(root.resolve(name));
      Files.createDirectories(sandbox.resolve("lib"));
      Files.createSymbolicLink(sandbox.resolve("lib/a.jar"), jar);
      FileTree.write(sandbox, "User.java", "class User { int i = lib.A.one(); }\n");
      List<String> arguments = new ArrayList<>(COMPILE);
      arguments.add("-verbose");

      Command.Result result = work(sandbox, arguments);

      assertThat(result.exitCode()).isZero();
      assertThat(result.printed()).contains("[loading lib/a.jar(/lib/A.class)]");
    }
    assertThat(cache.statistics().loads()).isEqualTo(1);
  }

  @Test
  void jarBeyondTheLimit_isClosedBehindTheRequestThatUsesIt() throws Exception {
    DigestCache small = DigestCache.of(CacheLimits.defaults().withMaxCount(1));
    JavacHandler handler = new JavacHandler(small);
    Jars.write(root.resolve("lib/a.jar"), jar("one"));
    Jars.write(root.resolve("lib/b.jar"), Jars.compile(root, "lib.B", "package lib; class B {}"));
    writeUser("one");
    FileTree.write(root, "Other.java", "class Other {}\n");
    List<String> other = List.of("-cp", "lib/b.jar", "-d", "out", "Other.java");
    RecordedContext first = RecordedContext.ofAllFiles(root, COMPILE);
    RecordedContext second = RecordedContext.ofAllFiles(root, other);

    assertThat(handler.work(first)).as(first.printed()).isZero();
    assertThat(handler.work(second)).as(second.printed()).isZero();
    second.end();
    assertThat(openFiles(root.resolve("lib/a.jar"))).isPositive();
    first.end();
    assertThat(openFiles(root.resolve("lib/a.jar"))).isZero();
    small.close();
    assertThat(openFiles(root.resolve("lib/b.jar"))).isZero();
  }

  /** A thread that is interrupted all the time reads no channel without closing it. */
  @Test
  void interruptWhileAJarIsRead_breaksNoLaterRequest() throws Exception {
    Jars.write(root.resolve("lib/a.jar"), jar("one"));
    writeUser("one");
    assertThat(work(COMPILE)).isEqualTo(new Command.Result(0, ""));
    KeptJars kept = new KeptJars(cache, RecordedContext.ofAllFiles(root, COMPILE));
    KeptJar jar = kept.open(root.resolve("lib/a.jar"), KeptJars.RUNNING_RELEASE);
    assertThat(jar).isNotNull();
    Thread.currentThread().interrupt();
    try {
      assertThat(Files.readAllBytes(jar.entry("lib/A.class"))).isNotEmpty();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(work(COMPILE)).isEqualTo(new Command.Result(0, ""));
  }

  @Test
  void manyJars_leaveNoFilesOpen() throws Exception {
    byte[] lib = jar("one");
    writeUser("one");
    StringBuilder path = new StringBuilder("lib/a.jar");
    for (int i = 0; i < 50; i++) {
      path.append(":lib/").append(i).append(".jar");
      Jars.write(
          root.resolve("lib/" + i + ".jar"), Jars.of(Map.of("n" + i, new byte[] {(byte) i})));
    }
    Jars.write(root.resolve("lib/a.jar"), lib);
    List<String> arguments = List.of("-cp", path.toString(), "-d", "out", "User.java");

    assertThat(work(arguments)).isEqualTo(new Command.Result(0, ""));

    assertThat(cache.statistics().count()).isGreaterThan(50);
    for (String name : List.of("a", "0", "49")) {
      assertThat(openFiles(root.resolve("lib/" + name + ".jar"))).isZero();
    }
  }

  @Test
  void jarsOfAllSorts_areReadAsByJavac() throws Exception {
    List<List<String>> runs =
        List.of(
            List.of("-cp", "lib/a.jar:lib/leads.jar:lib/versions.jar", "-d", "out", "Many.java"),
            List.of("-cp", "lib/versions.jar:lib/leads.jar:lib/a.jar", "-d", "out", "Many.java"),
            List.of("-cp", "lib/a.jar:lib/broken.jar", "-d", "out", "User.java"),
            List.of("-cp", "lib/a.jar:lib/missing.jar", "-Xlint", "-d", "out", "User.java"),
            List.of("-cp", "lib/a.jar:folder", "-d", "out", "User.java"),
            List.of("-cp", "lib/a.jar", "-source", "8", "-d", "out", "User.java"),
            List.of("--release", "8", "-cp", "lib/versions.jar", "-d", "out", "Old.java"),
            List.of("--release", "11", "-cp", "lib/versions.jar", "-d", "out", "Old.java"),
            List.of("-p", "lib", "-d", "mods", "module-info.java"),
            List.of("-cp", "lib/source.jar", "-d", "out", "FromSource.java"),
            List.of("-cp", "lib/bad.jar", "-d", "out", "Bad.java"));
    try (ColdJavac javac = ColdJavac.start(root)) {
      writeLibraries(javac);
      for (List<String> arguments : runs) {
        Command.Result expected = javac.run(arguments);
        Map<String, String> files = FileTree.digests(root);
        for (int i = 0; i < 2; i++) {
          assertThat(work(arguments)).as("%s", arguments).isEqualTo(expected);
          assertThat(FileTree.digests(root)).as("%s", arguments).isEqualTo(files);
        }
      }
    }
    assertThat(cache.statistics().hits()).isPositive();
  }

  private void writeLibraries(ColdJavac javac) throws Exception {
    byte[] a = jar("one");
    Jars.write(root.resolve("lib/a.jar"), a);
    Jars.write(
        root.resolve("lib/other/b.jar"), Jars.compile(root, "b.B", "package b; public class B {}"));
    Map<String, byte[]> leads = new LinkedHashMap<>();
    leads.put(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\r\nClass-Path: other/b.jar\r\n\r\n".getBytes(UTF_8));
    Jars.write(root.resolve("lib/leads.jar"), Jars.of(leads));
    Map<String, byte[]> versions = new LinkedHashMap<>();
    versions.put(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n".getBytes(UTF_8));
    versions.put(
        "v/V.class", classFile(javac, "v.V", "package v; public class V { public int old; }"));
    versions.put(
        "META-INF/versions/11/v/V.class",
        classFile(javac, "v.V", "package v; public class V { public int young; }"));
    Jars.write(root.resolve("lib/versions.jar"), Jars.of(versions));
    Jars.write(
        root.resolve("lib/source.jar"),
        Jars.of(Map.of("s/S.java", "package s; public class S { }".getBytes(UTF_8))));
    Jars.write(root.resolve("lib/bad.jar"), Jars.of(Map.of("bad/B.class", new byte[] {1, 2})));
    Files.writeString(root.resolve("lib/broken.jar"), "no jar");
    Files.createDirectories(root.resolve("folder"));
    writeUser("one");
    FileTree.write(
        root, "Many.java", "class Many { b.B b; int i = lib.A.one() + new v.V().young; }\n");
    FileTree.write(root, "Old.java", "class Old { int i = new v.V().old; }\n");
    FileTree.write(root, "FromSource.java", "class FromSource { s.S s; }\n");
    FileTree.write(root, "Bad.java", "class Bad { bad.B b; }\n");
    FileTree.write(root, "module-info.java", "module mine { requires a; }\n");
  }

  private byte[] classFile(ColdJavac javac, String name, String source) throws Exception {
    Path work = Files.createTempDirectory(root, "class");
    String file = name.replace('.', '/');
    FileTree.write(work, file + ".java", source);
    String path = work.resolve(file + ".java").toString();
    Command.Result result =
        javac.run(List.of("--release", "8", "-nowarn", "-d", work.toString(), path));
    assertThat(result.exitCode()).as(result.printed()).isZero();
    return Files.readAllBytes(work.resolve(file + ".class"));
  }
}
