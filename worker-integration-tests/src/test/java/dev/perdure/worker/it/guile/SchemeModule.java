package dev.perdure.worker.it.guile;

import java.util.List;
import java.util.stream.Collectors;

/** Modules whose macros call procedures of their own, which naive servers can't compile. */
final class SchemeModule {
  private SchemeModule() {}

  static String text(String name, List<String> imports) {
    String uses =
        imports.stream().map(it -> " #:use-module (" + it + ")").collect(Collectors.joining());
    String calls = imports.stream().map(it -> " (with-" + it + " 2)").collect(Collectors.joining());
    return """
        (define-module (NAME) #:use-module (srfi srfi-9) #:use-module (ice-9 match)USES
          #:export (with-NAME make-NAME))
        (eval-when (expand load eval)
          (define (helper-NAME n) (* n 3)))
        (define-syntax with-NAME
          (lambda (x)
            (syntax-case x ()
              ((_ e) #`(+ e #,(helper-NAME 3))))))
        (define-record-type <NAME> (make-NAME kind size) NAME? (kind NAME-kind) (size NAME-size))
        (define (describe x)
          (match x
            ((? NAME? s) (list (NAME-kind s) (NAME-size s)))
            ((a . rest) (cons a (describe rest)))
            (other (list otherCALLS))))
        """
        .replace("USES", uses)
        .replace("CALLS", calls)
        .replace("NAME", name);
  }
}
