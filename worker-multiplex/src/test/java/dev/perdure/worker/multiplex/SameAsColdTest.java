package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an isolated tool sees of its class path is what {@code java -cp} shows to it. */
@Timeout(120)
class SameAsColdTest {
  /** Part of a class: it returns what it was made with. */
  private static final String SUPPLIER =
      """
      package %s;
      public class %s implements java.util.function.Supplier<String> {
        static String secret() { return "secret"; }
        public String get() { return %s; }
      }
      """;

  private static final String[] THINGS = {
    "class:dev.perdure.worker.multiplex.Probe",
    "class:sections.In",
    "class:sections.Out",
    "class:lib.One",
    "class:lib.Two",
    "class:late.First",
    "class:late.Second",
    "class:Bare",
    "class:versions.V",
    "class:versions.New",
    "class:signed.S",
    "class:plain.P",
    "class:corrupt.None",
    "class:com.sun.source.tree.Tree",
    "class:java.sql.Connection",
    "class:org.assertj.core.api.Assertions",
    "resource:root.txt",
    "resource:data/a b#c%d ü+.txt",
    "resource:data/",
    "resource:data",
    "resource:versions/r.txt",
    "resource:versions/V.class",
    "resource:signed/S.class",
    "resource:plain/P.class",
    "resource:META-INF/MANIFEST.MF",
    "resource:META-INF/services/java.util.function.Supplier",
    "resource:java/lang/Object.class",
    "resource:com/sun/source/tree/Tree.class",
    "resource:none.txt",
    "resource:",
    "service:java.util.function.Supplier",
  };

  @TempDir static Path directory;

  private static List<Path> classPath;
  private static String cold;

  @BeforeAll
  static void runCold() throws Exception {
    classPath = classPath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dsun.jnu.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-cp"));
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(Probe.class.getName());
    command.addAll(List.of(THINGS));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    cold = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(cold).isZero();
  }

  private static List<Path> classPath() throws Exception {
    ToolPath twoJar =
        source("lib", "Two", "One.secret()", in().compiled("", "lib.One", one()).jar("tmp/1.jar"));
    twoJar.manifest("Class-Path: one.jar").with("root.txt", "two").jar("jars/lib/two.jar");
    in().compiled("", "lib.One", one())
        .compiled("", "sections.Out", SUPPLIER.formatted("sections", "Out", "null"))
        .manifest("Class-Path: two.jar ../late%20one.jar none.jar", "Implementation-Title: one")
        .with("META-INF/services/java.util.function.Supplier", "lib.Two\nlib.One\n")
        .with("root.txt", "one")
        .jar("jars/lib/one.jar");
    source("late", "First", "null").jar("jars/late one.jar");
    source("late", "Second", "null").manifest("Sealed: true").jar("jars/sealed.jar");
    in().compiled("", "dir.D", SUPPLIER.formatted("dir", "D", "\"d\""))
        .with("root.txt", "dir")
        .with("data/a b#c%d ü+.txt", "in a directory")
        .with("META-INF/services/java.util.function.Supplier", "dir.D\n")
        .directory("jars/in dir");
    Path main =
        in().with(Probe.class)
            .with(ProbeTool.class)
            .compiled("", "sections.In", SUPPLIER.formatted("sections", "In", "\"in\""))
            .compiled("", "Bare", SUPPLIER.formatted("x", "Bare", "null").substring(11))
            .manifest(
                "Class-Path: lib/one.jar in%20dir/ sealed.jar",
                "Implementation-Title: main",
                "Implementation-Version: 1.2",
                "Specification-Vendor: somebody",
                "",
                "Name: sections/",
                "Sealed: true",
                "Specification-Title: the title",
                "Implementation-Version: 3")
            .with("data/", "")
            .with("data/a b#c%d ü+.txt", "in a jar")
            .with("data/beside.txt", "beside")
            .with("root.txt", "main")
            .jar("jars/a b#c%d ü+;=.jar");
    Path versions =
        in().manifest("Multi-Release: true", "Implementation-Version: 9")
            .compiled("", "versions.V", SUPPLIER.formatted("versions", "V", "\"base\""))
            .compiled("META-INF/versions/17/", "versions.V", versioned("V", 17))
            .compiled("META-INF/versions/21/", "versions.V", versioned("V", 21))
            .compiled("META-INF/versions/11/", "versions.New", versioned("New", 11))
            .with("versions/r.txt", "base")
            .with("META-INF/versions/17/versions/r.txt", "seventeen")
            .with("META-INF/versions/21/versions/r.txt", "twenty-one")
            .jar("jars/versions.jar");
    Path signed =
        SignedJar.of(
            source("signed", "S", "\"s\"").with("root.txt", "signed").jar("jars/unsigned.jar"),
            "signed.jar");
    Path classes =
        in().compiled("", "plain.P", SUPPLIER.formatted("plain", "P", "\"p\""))
            .with("data/a b#c%d ü+.txt", "last")
            .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 0\n\n")
            .directory("jars/cl#a s%s");
    Path corrupt = Files.writeString(directory.resolve("jars/corrupt.jar"), "no jar");
    Path empty = Files.writeString(directory.resolve("jars/empty.jar"), "");
    Path link = Files.createSymbolicLink(directory.resolve("link.jar"), main);
    return List.of(corrupt, link, versions, empty, signed, classes);
  }

  private static String one() {
    return SUPPLIER.formatted("lib", "One", "\"one\"");
  }

  private static String versioned(String name, int version) {
    return SUPPLIER.formatted("versions", name, "\"" + version + "\"");
  }

  private static ToolPath in() {
    return ToolPath.in(directory);
  }

  private static ToolPath source(String pack, String name, String value, Path... path)
      throws Exception {
    return in().compiled("", pack + "." + name, SUPPLIER.formatted(pack, name, value), path);
  }

  private static String isolated(IsolatedTool tool) throws Exception {
    try (WireClient client = WireClient.of(Protocol.PROTO, Worker.of(tool))) {
      client.work(1, THINGS);
      WorkResponse response = client.await();
      assertThat(response.exitCode()).as(response.output()).isZero();
      return response.output();
    }
  }

  @Test
  void classPath_ofAnIsolatedTool_isSeenAsByJava() throws Exception {
    assertThat(isolated(IsolatedTool.of(classPath, ProbeTool.class.getName()))).isEqualTo(cold);
  }

  @Test
  void classPath_ofARewrittenTool_isSeenAsByJava() throws Exception {
    UnaryOperator<byte[]> copy = byte[]::clone;
    IsolatedTool tool = IsolatedTool.of(classPath, ProbeTool.class.getName()).rewriting(copy);
    assertThat(isolated(tool)).isEqualTo(cold);
  }

  @Test
  void coldRun_showsWhatTheTestIsAbout() {
    assertThat(cold)
        .contains(
            "main 1.2",
            "the title null",
            "sealed true",
            "sealing violation: package sections is sealed",
            "can't seal package late",
            "signed 1",
            "secret",
            "17",
            "javac");
  }
}
