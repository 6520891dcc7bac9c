package dev.perdure.worker.it.guile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.ColdAndWarm;
import dev.perdure.worker.it.SampleHome;
import dev.perdure.worker.it.ToolRoot;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guiles that stay compile all, in each mode, and none remembers anything. Every step is compared
 * with {@code guild compile}: files byte for byte, text, exit code.
 */
@Tag("guile")
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"--audit=0", "--audit=3", "--strict"})
final class GuileCasesIT {
  private static SampleHome home;
  private static WorkerHarness worker;

  @Parameter String mode;

  private ColdAndWarm both;

  @BeforeParameterizedClassInvocation
  static void open(String mode) throws IOException {
    ToolRoot machine = ToolRoot.machine();
    machine.require("/usr/bin/guild", "install the package guile-3.0-dev");
    home = new SampleHome(machine, "guile-worker");
    worker = home.worker(List.of(mode));
  }

  @AfterParameterizedClassInvocation
  static void close() throws Exception {
    if (worker != null) {
      worker.close();
      worker = null;
      home.close();
    }
  }

  @BeforeEach
  void empty() throws IOException {
    both = new ColdAndWarm(new Guiles(home, worker));
  }

  private void compile(String module) throws Exception {
    both.compile("-O1", "-L", ".", "-o", module + ".go", module + ".scm");
  }

  private int exitCode(String module) throws Exception {
    return both.answer("-L", ".", "-o", module + ".go", module + ".scm").exitCode();
  }

  @Test
  void layersOfModulesWithMacros_areTheSameBytes() throws Exception {
    for (int i = 0; i < 8; i++) {
      int layer = i / 2 * 2;
      List<String> imports =
          IntStream.range(Math.max(0, layer - 2), layer).mapToObj(n -> "m" + n).toList();
      both.write("m" + i + ".scm", SchemeModule.text("m" + i, imports));
      compile("m" + i);
    }
  }

  @Test
  void changedMacro_isExpandedAnew() throws Exception {
    both.write("user.scm", "(define-module (user) #:use-module (lib))", "(define x (twice 4))");
    for (String factor : List.of("2", "3")) {
      both.write(
          "lib.scm",
          "(define-module (lib) #:export (twice))",
          "(define-syntax-rule (twice x) (* " + factor + " x))");
      compile("lib");
      compile("user");
    }
  }

  @Test
  void sameSourceThreeTimes_isTheSameBytes() throws Exception {
    both.write("m.scm", SchemeModule.text("m", List.of()));
    compile("m");
    compile("m");
    compile("m");
  }

  @Test
  void moduleOfAnEarlierRequest_isNotFound() throws Exception {
    both.write("lib.scm", "(define-module (lib) #:export (x))", "(define x 1)");
    both.write("user.scm", "(define-module (user) #:use-module (lib))", "(define y x)");
    compile("lib");
    compile("user");
    both.delete("lib.scm").delete("lib.go");

    assertThat(exitCode("user")).isEqualTo(1);
  }

  @Test
  void importFromSource_isReadEachTime() throws Exception {
    both.write("user.scm", "(define-module (user) #:use-module (lib))", "(define y (k))");
    for (String value : List.of("1", "2")) {
      both.write(
          "lib.scm",
          "(define-module (lib) #:export (k))",
          "(define-syntax-rule (k) (begin " + value + "))");
      compile("user");
    }
  }

  @Test
  void definitionsInOthersModules_areGone() throws Exception {
    both.write(
        "bad.scm",
        "(define-module (bad))",
        "(eval-when (expand)",
        "  (module-define! (resolve-module '(guile)) 'leaked 1)",
        "  (module-set! (resolve-module '(guile)) 'string-capitalize (lambda (x) 2))",
        "  (setenv \"LEAKED\" \"1\"))");
    both.write(
        "probe.scm",
        "(define-module (probe))",
        "(define-syntax state",
        "  (lambda (x)",
        "    #`(quote #,(datum->syntax x",
        "      (list (string-capitalize \"a\")",
        "            (->bool (module-variable (resolve-module '(guile)) 'leaked))",
        "            (getenv \"LEAKED\"))))))",
        "(define x (state))");
    compile("probe");
    compile("bad");
    compile("probe");
  }

  @Test
  void classesAndMethods_compile() throws Exception {
    both.write(
        "m.scm",
        "(define-module (m) #:use-module (oop goops) #:export (<a> f))",
        "(define-class <a> () (x #:init-value 1 #:getter x))",
        "(define-method (f (a <a>)) (x a))");
    compile("m");
    compile("m");
  }

  @Test
  void errorsAndWarnings_areToldAsByTheCommand() throws Exception {
    both.write("parse.scm", "(define x (");
    both.write("unbound.scm", "(define-module (unbound))", "(define (f) (größe 1))");
    both.write("syntax.scm", "(define-module (syntax))", "(define x (if))");
    both.write("leave.scm", "(define-module (leave))", "(eval-when (expand) (exit 3))");

    assertThat(exitCode("parse")).isEqualTo(1);
    assertThat(exitCode("missing")).isEqualTo(1);
    assertThat(exitCode("syntax")).isEqualTo(1);
    assertThat(exitCode("leave")).isEqualTo(3);
    assertThat(both.answer("-W3", "-o", "u.go", "unbound.scm").output()).contains("größe");
    both.answer("--bogus", "unbound.scm");
    both.answer("-O99", "unbound.scm");
    both.answer();
    both.compile("--r7rs", "-o", "u.go", "unbound.scm");
    both.compile("-o", "u.go", "unbound.scm");
  }
}
