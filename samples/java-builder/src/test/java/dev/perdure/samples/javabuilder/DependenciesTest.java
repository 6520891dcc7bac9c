package dev.perdure.samples.javabuilder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class {@code base.Base} is in one jar, its subclass {@code mid.Mid} in another. */
class DependenciesTest {
  @TempDir Path root;
  private Project project;

  @BeforeEach
  void buildLibraries() throws Exception {
    project = new Project(root);
    project
        .write(
            "base/Base.java",
            "package base; public class Base { public Other other() { return null; } }")
        .write("base/Other.java", "package base; public class Other { public void run() {} }")
        .write(
            "mid/Mid.java",
            "package mid; public class Mid extends base.Base { public base.Base get() { return this; } }");
    project.succeed(Project.target("base", "--sources", "base/Base.java", "base/Other.java"));
    project.succeed(
        Project.target(
            "mid",
            "--sources",
            "mid/Mid.java",
            "--classpath",
            "out/base.jar",
            "--injecting_rule_kind",
            "an_aspect"));
  }

  @AfterEach
  void end() {
    project.close();
  }

  private WorkResponse build(String source, String... options) throws Exception {
    project.write("user/User.java", source);
    List<String> arguments =
        Project.target(
            "user", "--sources", "user/User.java", "--classpath", "out/mid.jar", "out/base.jar");
    arguments.addAll(0, List.of(options));
    return project.build(arguments);
  }

  /** The kind of use of a jar, as a number; -1 if it is not there. */
  private int kind(String jar) throws Exception {
    ProtoReader in =
        new ProtoReader(ByteBuffer.wrap(Files.readAllBytes(project.file("out/user.jdeps"))));
    while (in.next()) {
      if (in.field() == 1) {
        ProtoReader dependency = in.message();
        dependency.next();
        boolean found = dependency.text().equals(jar);
        dependency.next();
        if (found) {
          return (int) dependency.number();
        }
      }
    }
    return -1;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mid.Mid mid; base.Base base;|0|0",
        "Object o = new mid.Mid().get();|0|1",
        "void f() { var v = new mid.Mid().get(); v.other().run(); }|0|1",
        "java.util.function.Function<mid.Mid, Object> f = x -> x.get();|0|1",
        "Object o;|-1|-1",
        "mid.Mid mid;|0|-1",
      })
  void jars_haveTheKindOfTheirUse(String members, int mid, int base) throws Exception {
    WorkResponse response = build("package user; class User { " + members + " }");

    assertThat(response.exitCode()).as(response.output()).isZero();
    assertThat(kind("out/mid.jar")).isEqualTo(mid);
    assertThat(kind("out/base.jar")).isEqualTo(base);
  }

  @Test
  void jarThatWasOnlySeen_isIncomplete() throws Exception {
    project.write("far/Far.java", "package near; public class Far {}");
    project.write("near/Near.java", "package near; public class Near { Far far; }");
    project.succeed(Project.target("far", "--sources", "far/Far.java"));
    project.succeed(
        Project.target("near", "--sources", "near/Near.java", "--classpath", "out/far.jar"));
    project.write(
        "user/User.java", "package user; class User { near.Near near = new near.Near(); }");

    project.succeed(
        Project.target(
            "user", "--sources", "user/User.java", "--classpath", "out/near.jar", "out/far.jar"));

    assertThat(kind("out/near.jar")).isEqualTo(Jdeps.Kind.EXPLICIT.number());
    assertThat(kind("out/far.jar")).isEqualTo(Jdeps.Kind.INCOMPLETE.number());
  }

  @Test
  void classOfAnIndirectDependency_isAnErrorAtItsPlaceWithTheCommandThatFixesIt() throws Exception {
    WorkResponse response =
        build(
            "package user;\n\nclass User {\n  base.Base base;\n  base.Other other;\n}\n",
            "--strict_java_deps",
            "ERROR",
            "--direct_dependencies",
            "out/mid.jar");

    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output())
        .isEqualTo(
            """
            user/User.java:4: error: [strict] Using type base.Base from an indirect dependency (TOOL_INFO: "//base"). See command below **
              base.Base base;
                  ^
            %1$s ** Please add the following dependencies:%2$s\s
              //base to //user\s
            %1$s ** You can use the following buildozer command:%2$s\s
            buildozer 'add deps //base' //user\s

            """
                .formatted("\u001b[35m\u001b[1m", "\u001b[0m"));
    assertThat(project.file("out/user.jar")).doesNotExist();
  }

  @Test
  void jarOfAnAspect_isNamedWithIt() throws Exception {
    WorkResponse response =
        build("package user; class User { mid.Mid mid; }", "--strict_java_deps", "WARN");

    assertThat(response.exitCode()).isZero();
    assertThat(response.output())
        .contains("warning: [strict] Using type mid.Mid")
        .contains("(TOOL_INFO: \"//mid wrapped in an_aspect\")");
  }

  @Test
  void jarWithoutALabel_isNamedByItsFile() throws Exception {
    OutputJar jar = new OutputJar(true);
    jar.addAll(project.jar("out/base.jar"));
    jar.write(project.file("out/base.jar"));

    WorkResponse response =
        build(
            "package user; class User { base.Base base; }",
            "--strict_java_deps",
            "ERROR",
            "--direct_dependencies",
            "out/mid.jar");

    assertThat(response.output())
        .contains("(TOOL_INFO: \"out/base.jar\").\n")
        .doesNotContain("buildozer");
  }

  @Test
  void strictnessThatIsOff_saysNothing() throws Exception {
    WorkResponse response = build("package user; class User { base.Base base; }");

    assertThat(response).isEqualTo(new WorkResponse(0, "", response.requestId(), false));
  }

  @Test
  void reducedClassPath_isEnoughWhereItIs() throws Exception {
    WorkResponse response =
        build(
            "package user; class User { Object o = new mid.Mid().get(); }",
            "--reduce_classpath_mode",
            "JAVABUILDER_REDUCED",
            "--direct_dependencies",
            "out/mid.jar",
            "--deps_artifacts",
            "out/mid.jdeps");

    assertThat(response.exitCode()).as(response.output()).isZero();
    assertThat(packages()).containsExactly("user");
  }

  @Test
  void reducedClassPathThatFails_isTriedAgainInFull() throws Exception {
    WorkResponse response =
        build(
            "package user; class User { base.Base base; mid.Mid mid; }",
            "--reduce_classpath_mode",
            "JAVABUILDER_REDUCED",
            "--direct_dependencies",
            "out/mid.jar");

    assertThat(response).isEqualTo(new WorkResponse(0, "", response.requestId(), false));
    assertThat(kind("out/base.jar")).isZero();
    // Wart for wart as Bazel's builder: the packages of both compilations.
    assertThat(packages()).containsExactly("user", "user");
  }

  @Test
  void classPathThatTheClientReduced_isAskedForInFullInSilence() throws Exception {
    project.write("user/User.java", "package user; class User { base.Base base; }");
    WorkResponse response =
        project.build(
            Project.target(
                "user",
                "--sources",
                "user/User.java",
                "--classpath",
                "out/mid.jar",
                "--reduce_classpath_mode",
                "BAZEL_REDUCED"));

    assertThat(response).isEqualTo(new WorkResponse(0, "", response.requestId(), false));
    assertThat(Files.readAllBytes(project.file("out/user.jdeps"))).endsWith(5 << 3, 1);
    assertThat(project.file("out/user.jar")).doesNotExist();
  }

  private List<String> packages() throws Exception {
    ProtoReader in =
        new ProtoReader(ByteBuffer.wrap(Files.readAllBytes(project.file("out/user.jdeps"))));
    List<String> packages = new ArrayList<>();
    while (in.next()) {
      if (in.field() == 4) {
        packages.add(in.text());
      }
    }
    return packages;
  }

  @Test
  void depsOfAnotherTool_areRefused() throws Exception {
    project.write("bad.jdeps", "not a message");

    WorkResponse response =
        build(
            "package user; class User {}",
            "--reduce_classpath_mode",
            "JAVABUILDER_REDUCED",
            "--deps_artifacts",
            "bad.jdeps");

    assertThat(response.exitCode()).isEqualTo(1);
    assertThat(response.output()).contains("no message");
  }
}
