package dev.perdure.worker.it.guile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes that stay compile all, and none remembers anything. */
@Tag("guile")
final class GuileCasesIT extends GuileSteps {
  @Test
  void layersOfModulesWithMacros_areTheSameBytes() throws Exception {
    for (int i = 0; i < 8; i++) {
      int layer = i / 2 * 2;
      List<String> imports =
          IntStream.range(Math.max(0, layer - 2), layer).mapToObj(n -> "m" + n).toList();
      write("m" + i, SchemeModule.text("m" + i, imports));
      compile("m" + i);
    }
  }

  @Test
  void changedMacro_isExpandedAnew() throws Exception {
    write("user", "(define-module (user) #:use-module (lib))", "(define x (twice 4))");
    for (String factor : List.of("2", "3")) {
      write(
          "lib",
          "(define-module (lib) #:export (twice))",
          "(define-syntax-rule (twice x) (* " + factor + " x))");
      compile("lib");
      compile("user");
    }
  }

  @Test
  void sameSourceThreeTimes_isTheSameBytes() throws Exception {
    write("m", SchemeModule.text("m", List.of()));
    compile("m");
    compile("m");
    compile("m");
  }

  @Test
  void moduleOfAnEarlierRequest_isNotFound() throws Exception {
    write("lib", "(define-module (lib) #:export (x))", "(define x 1)");
    write("user", "(define-module (user) #:use-module (lib))", "(define y x)");
    compile("lib");
    compile("user");
    both().delete("lib.scm").delete("lib.go");

    assertThat(answer("user").exitCode()).isEqualTo(1);
  }

  @Test
  void importFromSource_isReadEachTime() throws Exception {
    write("user", "(define-module (user) #:use-module (lib))", "(define y (k))");
    for (String value : List.of("1", "2")) {
      write(
          "lib",
          "(define-module (lib) #:export (k))",
          "(define-syntax-rule (k) (begin " + value + "))");
      compile("user");
    }
  }

  @Test
  void definitionsInOthersModules_areGone() throws Exception {
    write(
        "bad",
        "(define-module (bad))",
        "(eval-when (expand)",
        "  (module-define! (resolve-module '(guile)) 'leaked 1)",
        "  (module-set! (resolve-module '(guile)) 'string-capitalize (lambda (x) 2))",
        "  (setenv \"LEAKED\" \"1\"))");
    write(
        "probe",
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
    write(
        "m",
        "(define-module (m) #:use-module (oop goops) #:export (<a> f))",
        "(define-class <a> () (x #:init-value 1 #:getter x))",
        "(define-method (f (a <a>)) (x a))");
    compile("m");
    compile("m");
  }

  @Test
  void errorsAndWarnings_areToldAsByTheCommand() throws Exception {
    write("parse", "(define x (");
    write("unbound", "(define-module (unbound))", "(define (f) (größe 1))");
    write("syntax", "(define-module (syntax))", "(define x (if))");
    write("leave", "(define-module (leave))", "(eval-when (expand) (exit 3))");

    assertThat(answer("parse").exitCode()).isEqualTo(1);
    assertThat(answer("missing").exitCode()).isEqualTo(1);
    assertThat(answer("syntax").exitCode()).isEqualTo(1);
    assertThat(answer("leave").exitCode()).isEqualTo(3);
    assertThat(both().answer("-W3", "-o", "u.go", "unbound.scm").output()).contains("größe");
    both().answer("--bogus", "unbound.scm");
    both().answer("-O99", "unbound.scm");
    both().answer();
    both().compile("--r7rs", "-o", "u.go", "unbound.scm");
    both().compile("-o", "u.go", "unbound.scm");
  }
}
