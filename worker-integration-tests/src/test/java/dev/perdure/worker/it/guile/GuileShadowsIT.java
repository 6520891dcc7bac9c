package dev.perdure.worker.it.guile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project's own modules, named as those of Guile, are the ones that are used. */
@Tag("guile")
final class GuileShadowsIT extends GuileSteps {
  private void writeOwn(String module, String value) throws Exception {
    both()
        .write(
            module + ".scm",
            "(define-module (" + module.replace('/', ' ') + ") #:export (own))",
            "(define-syntax-rule (own) " + value + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ice-9/textual-ports",
        "ice-9/pretty-print",
        "ice-9/format",
        "ice-9/boot-9",
        "oop/goops",
        "language/cps",
        "language/cps/intmap",
        "language/tree-il",
        "srfi/srfi-1",
        "srfi/srfi-19",
        "system/base/compile",
        "scripts/compile"
      })
  void moduleOfTheLoadPath_isUsedWhereTheCommandUsesIt(String module) throws Exception {
    String name = module.replace('/', ' ');
    write("user", "(define-module (user) #:use-module (" + name + "))", "(define x (own))");
    for (String value : List.of("1", "2")) {
      writeOwn(module, value);
      // From the source, at another level, and for comparison without it.
      answer("user");
      both().answer("-O2", "-L", ".", "-o", "user.go", "user.scm");
    }
    both().answer("-O1", "-o", "user.go", "user.scm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ice-9/textual-ports", "oop/goops", "language/cps", "srfi/srfi-19"})
  void compiledModule_isReadAgainAfterAnEdit(String module) throws Exception {
    String name = module.replace('/', ' ');
    write("user", "(define-module (user) #:use-module (" + name + "))", "(define x (own))");
    for (String value : List.of("1", "2")) {
      writeOwn(module, value);
      answer(module);
      answer("user");
    }
  }

  @Test
  void compiledModuleThatGuildLoadsItself_isLoadedAsByGuild() throws Exception {
    // guild loads srfi-37 for its options, from where compiled modules are looked for first.
    both()
        .write(
            "srfi/srfi-37.scm",
            "(define-module (srfi srfi-37)",
            "  #:replace (option) #:export (args-fold))",
            "(define (option . rest) rest)",
            "(define (args-fold . rest) (exit 8))",
            "(display \"own srfi-37\\n\")");
    write("m", "(define x 1)");
    compile("m");
    compile("srfi/srfi-37");

    assertThat(answer("m").output()).contains("own srfi-37");
    both().delete("srfi/srfi-37.go");
    compile("m");
  }
}
