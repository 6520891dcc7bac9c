package dev.perdure.samples.javac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sources, libraries sound and broken, modules and argument files, for all options of javac. */
final class ParityInputs {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final Path root;
  private final ColdJavac javac;

  private ParityInputs(Path root, ColdJavac javac) {
    this.root = root;
    this.javac = javac;
  }

  static void write(Path root, ColdJavac javac) throws Exception {
    ParityInputs inputs = new ParityInputs(root, javac);
    inputs.writeLibraries();
    inputs.writeModules();
    inputs.writeSources();
  }

  /** The class file of a class of the given name. */
  private byte[] compile(String name, String source) throws Exception {
    FileTree.write(root, "tmp/" + name.replace('.', '/') + ".java", source);
    Command.Result result =
        javac.run(
            List.of(
                "--release",
                "8",
                "-Xlint:-options",
                "-nowarn",
                "tmp/" + name.replace('.', '/') + ".java"));
    assertThat(result.exitCode()).as(result.printed()).isZero();
    byte[] bytes = Files.readAllBytes(root.resolve("tmp/" + name.replace('.', '/') + ".class"));
    FileTree.restore(root.resolve("tmp"), java.util.Set.of());
    return bytes;
  }

  private void writeLibraries() throws Exception {
    byte[] one = compile("one.One", "package one; public class One {}");
    byte[] two = compile("two.Two", "package two; public class Two {}");
    byte[] jarOfOne = Jars.of(Map.of("one/One.class", one));
    Jars.write(root.resolve("lib/one.jar"), jarOfOne);
    Jars.write(root.resolve("lib/two.jar"), Jars.of(Map.of("two/Two.class", two)));
    Files.createDirectories(root.resolve("folder/one"));
    Files.write(root.resolve("folder/one/One.class"), one);
    Jars.write(
        root.resolve("lib/leads.jar"),
        Jars.of(Map.of(MANIFEST, manifest("Class-Path: two.jar none.jar"))));
    Map<String, byte[]> versions = new LinkedHashMap<>();
    versions.put(MANIFEST, manifest("Multi-Release: true"));
    versions.put("v/V.class", compile("v.V", "package v; public class V { public int old; }"));
    versions.put(
        "META-INF/versions/11/v/V.class",
        compile("v.V", "package v; public class V { public int young; }"));
    Jars.write(root.resolve("lib/versions.jar"), Jars.of(versions));
    byte[] corrupt = jarOfOne.clone();
    corrupt[corrupt.length - 22 + 16] ^= 7; // Where the list of entries begins.
    Files.write(root.resolve("lib/corrupt.jar"), corrupt);
    Files.write(root.resolve("lib/empty.jar"), new byte[0]);
    Files.write(root.resolve("lib/cut.jar"), java.util.Arrays.copyOf(jarOfOne, 50));
    Files.writeString(root.resolve("lib/text.txt"), "no jar");
  }

  private static byte[] manifest(String line) {
    return ("Manifest-Version: 1.0\r\n" + line + "\r\n\r\n").getBytes(UTF_8);
  }

  private void writeModules() throws Exception {
    FileTree.write(root, "src/one/module-info.java", "module one { requires static dep; }");
    FileTree.write(root, "src/one/one/Main.java", "package one; class Main { dep.Dep dep; }");
    FileTree.write(root, "src/other/module-info.java", "module other {}");
    FileTree.write(root, "src/other/other/Other.java", "package other; class Other {}");
    FileTree.write(root, "src/dep/module-info.java", "module dep { exports dep; }");
    FileTree.write(root, "src/dep/dep/Dep.java", "package dep; public class Dep {}");
    Command.Result result =
        javac.run(List.of("-d", "mods/dep", "src/dep/module-info.java", "src/dep/dep/Dep.java"));
    assertThat(result).isEqualTo(new Command.Result(0, ""));
    FileTree.write(root, "patch/dep/More.java", "package dep; public class More {}");
  }

  private void writeSources() throws IOException {
    FileTree.write(root, "Plain.java", "class Plain {}");
    FileTree.write(root, "Bad.java", "class Bad { int i = \"\"; }");
    FileTree.write(root, "Native.java", "class Native { native void run(); }");
    FileTree.write(root, "UsesHere.java", "class UsesHere { Plain plain; }");
    FileTree.write(root, "UsesOne.java", "class UsesOne { one.One one; }");
    FileTree.write(root, "UsesTwo.java", "class UsesTwo { two.Two two; }");
    FileTree.write(root, "UsesBoth.java", "class UsesBoth { one.One one; two.Two two; }");
    FileTree.write(root, "UsesOld.java", "class UsesOld { int i = new v.V().old; }");
    FileTree.write(root, "UsesYoung.java", "class UsesYoung { int i = new v.V().young; }");
    FileTree.write(root, "arguments.txt", "-cp lib/one.jar # all\n -d out\nUsesOne.java\n");
    FileTree.write(root, "quoted.txt", "-cp \"lib/one.jar:lib/t\\\n   wo.jar\" 'UsesBoth.java'\n");
  }
}
