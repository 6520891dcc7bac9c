package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import dev.perdure.worker.WorkResponse;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaBuilderTest {
  @TempDir Path root;
  private Project project;

  @BeforeEach
  void open() throws Exception {
    project = new Project(root);
    project
        .write("p/A.java", "package p; class A { class Inner {} native void run(); }")
        .write("p/Raw.java", "package p; class Raw { java.util.List raw; }")
        .write("p/Bad.java", "package p;\nclass Bad {\n  int i = \"größer\";\n}\n");
  }

  @AfterEach
  void end() {
    project.close();
  }

  private static String text(Map<String, byte[]> jar, String name) {
    return new String(jar.get(name), UTF_8);
  }

  @Test
  void classes_areInTheJarWithTheLabel() throws Exception {
    project.succeed(Project.target("a", "--sources", "p/A.java", "--compress_jar"));

    Map<String, byte[]> jar = project.jar("out/a.jar");
    assertThat(jar.keySet())
        .containsExactly("META-INF/", "META-INF/MANIFEST.MF", "p/", "p/A$Inner.class", "p/A.class");
    assertThat(text(jar, "META-INF/MANIFEST.MF"))
        .isEqualTo("Manifest-Version: 1.0\r\nCreated-By: bazel\r\nTarget-Label: //a:a\r\n\r\n");
  }

  @Test
  void nativeHeaders_haveAJarOfTheirOwn() throws Exception {
    project.succeed(
        Project.target("a", "--sources", "p/A.java", "--native_header_output", "out/headers.jar"));

    Map<String, byte[]> jar = project.jar("out/headers.jar");
    assertThat(jar.keySet()).containsExactly("META-INF/", "META-INF/MANIFEST.MF", "p_A.h");
    assertThat(text(jar, "p_A.h")).contains("Java_p_A_run");
  }

  @Test
  void manifest_tellsAllSources() throws Exception {
    project.write("Top.java", "interface Top {} class Second {}");
    project.succeed(
        Project.target(
            "a", "--sources", "p/A.java", "Top.java", "--output_manifest_proto", "out/m"));

    UnknownFieldSet manifest = UnknownFieldSet.parseFrom(Files.readAllBytes(project.file("out/m")));
    List<String> units =
        manifest.getField(1).getLengthDelimitedList().stream()
            .map(it -> it.toStringUtf8().replaceAll("[^A-Za-z/.]+", " ").strip())
            .toList();
    assertThat(units).containsExactly("Top.java Top Second", "p/A.java p A");
  }

  @Test
  void sourceJars_areCompiledWithWhatElseIsInThem() throws Exception {
    try (OutputStream out = Files.newOutputStream(project.file("s.srcjar"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry :
          Map.of(
                  "/q/B.java", "package q; public class B {}",
                  "protobuf.meta", "descriptors",
                  "q/notes.txt", "left out")
              .entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(UTF_8));
      }
    }
    project.write("p/UsesB.java", "package p; class UsesB extends q.B {}");

    project.succeed(Project.target("a", "--sources", "p/UsesB.java", "--source_jars", "s.srcjar"));

    Map<String, byte[]> jar = project.jar("out/a.jar");
    assertThat(jar.keySet())
        .containsExactly(
            "META-INF/",
            "META-INF/MANIFEST.MF",
            "p/",
            "p/UsesB.class",
            "protobuf.meta",
            "q/",
            "q/B.class");
    assertThat(text(jar, "protobuf.meta")).isEqualTo("descriptors");
  }

  @Test
  void sourceJarThatLeavesItsFolder_isRefused() throws Exception {
    try (OutputStream out = Files.newOutputStream(project.file("s.srcjar"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("../../../../Out.java"));
      zip.write("class Out {}".getBytes(UTF_8));
    }

    WorkResponse response = project.build(Project.target("a", "--source_jars", "s.srcjar"));

    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output()).contains("an entry that leaves its folder: ../../../../Out.java");
    assertThat(project.file("Out.java")).doesNotExist();
  }

  @Test
  void targetWithoutSources_isAnEmptyJar() throws Exception {
    project.succeed(Project.target("a", "--native_header_output", "out/headers.jar"));

    assertThat(project.jar("out/a.jar").keySet())
        .containsExactly("META-INF/", "META-INF/MANIFEST.MF");
    assertThat(project.jar("out/headers.jar")).hasSize(2);
  }

  @Test
  void brokenSource_failsWithWhatJavacSays_namedAsTheClientDoes() throws Exception {
    WorkResponse response =
        project.build(
            Project.target(
                "a", "--sources", "p/Raw.java", "p/Bad.java", "--output_manifest_proto", "out/m"));

    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output())
        .isEqualTo(
            """
            p/Bad.java:3: error: incompatible types: String cannot be converted to int
              int i = "größer";
                      ^
            """);
    assertThat(project.file("out/a.jar")).doesNotExist();
    assertThat(project.file("out/a.jdeps")).exists();
    assertThat(project.file("out/m")).exists();
  }

  @Test
  void errors_comeAfterWarnings() throws Exception {
    List<String> arguments = Project.target("a", "--sources", "p/Bad.java", "p/Raw.java");
    arguments.add(arguments.indexOf("-g"), "-Xlint:rawtypes");

    String output = project.build(arguments).output();

    assertThat(output.indexOf("warning: [rawtypes]")).isBetween(0, output.indexOf("error:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-Xlint:rawtypes|0",
        "-Xlint:rawtypes -Werror:rawtypes|1",
        "-Xlint:rawtypes -Werror:all|1",
        "-Xlint:rawtypes -Werror:all,-rawtypes|0",
        "-Xlint:rawtypes -Werror:cast|0",
        "-Xlint:rawtypes -Werror|1",
      })
  void warnings_failWhatTheyAreToldToFail(String options, int exitCode) throws Exception {
    List<String> arguments = Project.target("a", "--sources", "p/Raw.java");
    arguments.addAll(arguments.indexOf("-g"), List.of(options.split(" ", -1)));

    WorkResponse response = project.build(arguments);

    assertThat(response.exitCode()).as(response.output()).isEqualTo(exitCode);
    assertThat(response.output()).contains("warning: [rawtypes] found raw type: List");
    assertThat(response.output().contains("-Werror specified")).isEqualTo(exitCode == 1);
  }

  @Test
  void optionThatJavacDoesNotHave_isRefusedInOneLine() throws Exception {
    List<String> arguments = Project.target("a", "--sources", "p/A.java");
    arguments.add(arguments.indexOf("-g"), "-bogus");

    WorkResponse response = project.build(arguments);

    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output()).isEqualTo("error: invalid flag: -bogus\n");
  }

  @Test
  void release_hidesWhatIsNewer() throws Exception {
    project.write("p/New.java", "package p; class New { Object o = \"\".strip(); }");
    List<String> arguments =
        List.of(
            "--sources",
            "p/New.java",
            "--output",
            "out/a.jar",
            "--target_label",
            "//a:a",
            "--javacopts",
            "-Xlint:-options",
            "--release",
            "8",
            "--");

    WorkResponse response = project.build(arguments);

    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output()).contains("cannot find symbol").contains("strip()");
  }

  @Test
  void outputThroughALinkOutOfTheSandbox_isRefused(@TempDir Path outside) throws Exception {
    Files.createSymbolicLink(project.file("out"), outside);

    WorkResponse response = project.build(Project.target("a", "--sources", "p/A.java"));

    assertThat(response.exitCode()).isNotZero();
    assertThat(response.output()).contains("[output-leaves-sandbox]");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void sameTargetAgain_isTheSameBytes() throws Exception {
    List<String> arguments = Project.target("a", "--sources", "p/A.java", "--compress_jar");
    project.succeed(arguments);
    byte[] once = Files.readAllBytes(project.file("out/a.jar"));
    project.write("p/A.java", "package p; class A {}");
    project.succeed(arguments);
    assertThat(project.jar("out/a.jar").keySet()).doesNotContain("p/A$Inner.class");
    project.write("p/A.java", "package p; class A { class Inner {} native void run(); }");

    project.succeed(arguments);

    assertThat(project.file("out/a.jar")).hasBinaryContent(once);
  }

  /**
   * The type of the variable is what both have in common: on JDK 21 and older in the order in which
   * the compilation meets the names, on newer ones in the alphabet's.
   */
  @Test
  void intersectionType_doesNotDependOnTheTargetBefore() throws Exception {
    project.write(
        "q/First.java",
        "package p; class First {} class Second { interface Other {} interface Next {} }");
    project.write(
        "p/Second.java",
        """
        package p;
        class Second {
          interface Next {}
          interface Other { default void other() {} }
          static class One implements Next, Other {}
          static class Two implements Next, Other {}
          void run(boolean one) { var both = one ? new One() : new Two(); both.other(); }
        }
        """);
    project.succeed(Project.target("first", "--sources", "q/First.java"));

    project.succeed(Project.target("second", "--sources", "p/Second.java"));

    assertThat(text(project.jar("out/second.jar"), "p/Second.class"))
        .contains("Lp/Second$Next;")
        .doesNotContain("Lp/Second$Other;");
  }
}
