package dev.perdure.worker.it.guile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.it.Answer;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What macros see, do and leave behind is what they see, do and leave in {@code guild compile}. */
@Tag("guile")
final class GuileMacrosIT extends GuileSteps {
  /** Names what it is given in what is compiled, so that the bytes differ where it does. */
  private static final String[] QUOTING = {
    "(define-syntax quoted", "  (lambda (x)", "    (datum->syntax x (list 'quote (list", "      ",
  };

  private void quoting(String module, String... values) throws Exception {
    write(
        module,
        QUOTING[0],
        QUOTING[1],
        QUOTING[2],
        String.join("\n", values),
        "      )))))",
        "(define state (quoted))",
        "(eval-when (expand) (write (quoted)))",
        "(define (f x) (let loop ((i 0)) (if (< i x) (loop (+ i 1)) i)))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-O0", "-O1", "-O2", "-O3"})
  void symbolsMadeByMacros_areNumberedAsByTheCommand(String level) throws Exception {
    // Without define-module the module itself has a number for a name.
    quoting("m", "(gensym)", "(gensym \"x\")", "(module-name (current-module))");

    both().compile(level, "-o", "m.go", "m.scm");
    both().compile(level, "-o", "m.go", "m.scm");
    both().compile(level, "-Wunused-variable", "-Ono-cse", "-o", "m.go", "m.scm");
  }

  /**
   * Prints values, which are not compiled: Guile itself writes some of them in varying order. How
   * many threads and descriptors there are depends on whether garbage was collected by then.
   */
  private void printing(String module, String... values) throws Exception {
    write(module, "(eval-when (expand) (write (list", String.join("\n", values), ")))");
  }

  @Test
  void stateOfTheProcess_isThatOfTheCommand() throws Exception {
    printing(
        "m",
        "(program-arguments)",
        "(command-line)",
        "(basename (current-filename))",
        "(basename (getcwd))",
        "%load-path",
        "%load-compiled-path",
        "%load-extensions",
        "%load-compiled-extensions",
        "%load-should-auto-compile",
        "(string? %compile-fallback-path)",
        "(fluid-ref %file-port-name-canonicalization)",
        "(map getenv '(\"GUILE_LOAD_PATH\" \"GUILE_LOAD_COMPILED_PATH\" \"GC_MARKERS\"",
        "              \"GC_INITIAL_HEAP_SIZE\" \"GUILE\" \"HOME\" \"PATH\" \"TMPDIR\"))",
        "(umask)",
        "(random 1000000)",
        "*features*",
        "(map car autoloads-done)",
        "(map module-name (module-uses (current-module)))",
        "(sort (hash-map->list (lambda (name module) (symbol->string name))",
        "                      (module-submodules (resolve-module '() #f)))",
        "      string<?)",
        "(setlocale LC_ALL)",
        "(port-encoding (current-output-port))",
        "(map port-mode (list (current-input-port) (current-output-port)))",
        "(eof-object? (read-char))",
        "(sigaction SIGPIPE)");
    both().compile("-O1", "-L", ".", "-o", "m.go", "m.scm");
    both().compile("-L", "a", "-L", "b", "-W0", "-o", "m.go", "m.scm");
    both().compile("--r7rs", "-x", ".sld", "-o", "m.go", "m.scm");
  }

  @Test
  void whatAMacroChanges_isGone() throws Exception {
    write(
        "bad",
        "(define-module (bad))",
        "(eval-when (expand)",
        "  (module-define! (resolve-module '(guile)) 'leaked 1)",
        "  (module-set! (resolve-module '(guile)) 'string-capitalize (lambda (x) 2))",
        "  (set-object-property! car 'leaked 1)",
        "  (set! *features* (cons 'leaked *features*))",
        "  (read-hash-extend #\\% (lambda (c port) (read port)))",
        "  (hash-clear! (module-submodules (resolve-module '(ice-9))))",
        "  (add-to-load-path \"/leaked\")",
        "  (sigaction SIGTERM (lambda (n) n))",
        "  (close-fdes 0)",
        "  (umask #o77)",
        "  (setlocale LC_ALL \"C\")",
        "  (random 5)",
        "  (mkdir \"below\")",
        "  (chdir \"below\")",
        "  (setenv \"LEAKED\" \"1\"))");
    printing(
        "probe",
        "(string-capitalize \"a\")",
        "(->bool (module-variable (resolve-module '(guile)) 'leaked))",
        "(object-property car 'leaked)",
        "*features* %load-path (sigaction SIGTERM) (umask) (random 1000) (getenv \"LEAKED\")",
        "(setlocale LC_ALL) (basename (getcwd))",
        "(false-if-exception (read (open-input-string \"#%x\")))");
    answer("probe");
    answer("bad");
    answer("probe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(exit 3)",
        "(exit #f)",
        "(exit #t)",
        "(quit)",
        "(primitive-exit 4)",
        "(primitive-_exit 5)",
        "(kill (getpid) SIGKILL)",
        "(kill (getpid) SIGTERM)",
        "(begin (kill (getpid) SIGINT) (sleep 20))",
        "(throw 'odd 1 2)",
        "(error \"größe:\" 'x)",
        "(raise-exception 7)",
        "(car 1)",
        "(vector-ref (vector) 2)",
        "(execlp \"sh\" \"sh\" \"-c\" \"exit 9\")",
        "(system \"echo child; exit 2\")",
        "(begin (display \"größe\") (newline) (system* \"echo\" \"child\"))",
        "(begin (close-port (current-output-port)) 1)",
        "(begin (close-port (current-error-port)) (exit 6))",
        "(begin (call-with-new-thread (lambda () (sleep 20))) 1)"
      })
  void endsOfMacros_areThoseOfTheCommand(String expression) throws Exception {
    write(
        "m",
        "(define-module (m) #:use-module (ice-9 threads))",
        "(eval-when (expand)",
        "  (let ((port (open-file \"trace\" \"a\"))) (display \"once\\n\" port) (close-port port))",
        "  (display \"out\\n\") (force-output)",
        "  " + expression + ")",
        "(define x 1)");

    answer("m");
  }

  /**
   * Both streams are one in an answer, and each server's forks write out the rest of them in an
   * order of their own.
   */
  @RepeatedTest(8)
  void errorsWithoutALineFeed_areNotTornByOtherOutput() throws Exception {
    Path module = home().folder().resolve("torn.scm");
    Files.writeString(
        module, "(eval-when (expand) (display (make-string 3000 #\\e) (current-error-port)))\n");
    try (WorkerHarness own = home().worker(List.of())) {
      WorkResponse answer = own.work("-O1", "-o", "torn.go", "torn.scm");

      assertThat(answer.exitCode()).isZero();
      assertThat(answer.output()).startsWith("e".repeat(3000)).endsWith("wrote `torn.go'\n");
    }
  }

  @Test
  void failedCompilation_hasDoneItsSideEffectsOnce() throws Exception {
    write(
        "m",
        "(define-module (m))",
        "(eval-when (expand)",
        "  (let ((port (open-file \"trace\" \"a\")))",
        "    (write (list (basename (getcwd)) (umask) (getenv \"LEFT\")) port) (close-port port))",
        "  (mkdir \"below\") (chdir \"below\") (umask 0) (setenv \"LEFT\" \"1\") (car 1))");

    Answer answer = answer("m");

    assertThat(answer.exitCode()).isEqualTo(1);
    Path state = home().folder().resolve("state");
    assertThat(Files.readString(state.resolve("trace"))).hasLineCount(1).endsWith(" 18 #f)");
    assertThat(state.resolve("below")).isEmptyDirectory();
  }

  @Test
  void sourcesInOtherEncodings_areRead() throws Exception {
    Path state = home().folder().resolve("state");
    Files.write(
        state.resolve("latin.scm"),
        ";; -*- coding: iso-8859-1 -*-\n(define größe \"größe\")\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    Files.write(
        state.resolve("wrong.scm"),
        "(define größe \"größe\")\n".getBytes(StandardCharsets.ISO_8859_1));
    write("größe", "(define größe \"你好\")", "(unbound-größe)");

    answer("latin");
    answer("wrong");
    answer("größe", "-W3");
  }

  @Test
  void filesThatAreIncluded_areThoseOfTheRequest() throws Exception {
    write("part", "(define part 1)");
    both().write("path/other.scm", "(define other 2)");
    write("m", "(include \"part.scm\")", "(include-from-path \"other.scm\")");

    compile("m", "-L", "path");
    write("part", "(define part 3)");
    both().write("path/other.scm", "(define other 4)");
    compile("m", "-L", "path");
    both().delete("part.scm");
    answer("m", "-L", "path");
  }

  @Test
  void unusualCommands_areTheSame() throws Exception {
    write("a", "(define-module (a))", "(define-public (f x) (* x y))");
    write("b", "(define (g x) (f x))");
    both().answer("-O1", "-o", "new/folder/a.go", "a.scm");
    both().answer("-O1", "-o", "a.scm/a.go", "a.scm");
    both().answer("-O1", "-o", "both.go", "a.scm", "b.scm");
    both().answer("-O1", "-o", "a.go", "-o", "b.go", "a.scm");
    both().answer("-O1", "-o", "a.go", ".");
    both().answer("-O1", "-o", "a.go", "");
    both().answer("-O1", "--target=aarch64-linux-gnu", "-o", "a.go", "a.scm");
    both().answer("-O1", "--target=nonsense", "-o", "a.go", "a.scm");
    both().answer("-O1", "-t", "cps", "-o", "a.cps", "b.scm");
    both().answer("-O1", "-f", "elisp", "-o", "b.go", "b.scm");
    both().answer("-Whelp");
    both().answer("-Wnonsense", "-W3", "-o", "a.go", "a.scm");
    both().answer("-Ohelp");
    both().answer("-Ononsense", "-o", "a.go", "a.scm");
    both().answer("-O1", "--", "-o", "a.go");
    both().answer("--help");
    both().answer("--version");
    both().answer("-h", "a.scm");
  }
}
