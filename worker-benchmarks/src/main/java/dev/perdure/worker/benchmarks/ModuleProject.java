package dev.perdure.worker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Projects of modules in layers, each of which imports some of the layer before. */
final class ModuleProject {
  private static final int LAYER = 8;
  private static final int IMPORTS = 4;

  private static final String HASKELL =
      """
      module M# where
      import qualified Data.Map.Strict as Map
      import Data.List (foldl', sortOn)
      IMPORTS
      total :: Int
      total = #TOTALS
      PARTS""";

  private static final String HASKELL_PART =
      """
      data Shape# = Circle# Double | Box# Double Double | Named# String [Shape#]
        deriving (Eq, Ord, Show)
      area# :: Shape# -> Double
      area# (Circle# r) = 3.14 * r * r
      area# (Box# a b) = a * b
      area# (Named# _ parts) = sum (map area# parts)
      table# :: [(Int, Shape#)] -> Map.Map Int [Shape#]
      table# = foldl' (\\m (k, v) -> Map.insertWith (++) k [v] m) Map.empty . sortOn fst
      """;

  private static final String SCHEME =
      """
      (define-module (m#) #:use-module (srfi srfi-9) #:use-module (ice-9 match) IMPORTS
        #:export (total-# scaled-#))
      (eval-when (expand load eval)
        (define (scale n) (* n 3)))
      (define-syntax scaled-#
        (lambda (x)
          (syntax-case x ()
            ((_ e) #`(+ e #,(scale 3))))))
      (define-record-type <shape> (make-shape kind size) shape? (kind shape-kind) (size shape-size))
      (define (describe x)
        (match x
          ((? shape? s) (list (shape-kind s) (shape-size s)))
          ((a b . rest) (cons a (describe rest)))
          (other (list other))))
      (define (total-# x)
        (+ 1 (length (describe x))TOTALS))
      """;

  private ModuleProject() {}

  /** Writes the Haskell modules {@code M0.hs} and so on. */
  static void writeHaskell(Path folder, int count) throws IOException {
    for (int module = 0; module < count; module++) {
      String parts =
          IntStream.range(0, 6)
              .mapToObj(it -> numbered(HASKELL_PART, it))
              .collect(Collectors.joining());
      String text =
          HASKELL
              .replace("IMPORTS", forImports(module, "import qualified M#\n"))
              .replace("TOTALS", forImports(module, " + M#.total"));
      Files.writeString(
          folder.resolve("M" + module + ".hs"), numbered(text, module).replace("PARTS", parts));
    }
  }

  /** Writes the Scheme modules {@code m0.scm} and so on. */
  static void writeScheme(Path folder, int count) throws IOException {
    for (int module = 0; module < count; module++) {
      String text =
          SCHEME
              .replace("IMPORTS", forImports(module, " #:use-module (m#)"))
              .replace("TOTALS", forImports(module, " (scaled-# (total-# x))"));
      // In a macro's template the sign is Scheme's own.
      Files.writeString(folder.resolve("m" + module + ".scm"), numbered(text, module));
    }
  }

  private static String forImports(int module, String template) {
    int first = (module / LAYER - 1) * LAYER;
    List<Integer> imports =
        IntStream.range(0, first < 0 ? 0 : IMPORTS)
            .mapToObj(it -> first + (module + it) % LAYER)
            .toList();
    return imports.stream().map(it -> numbered(template, it)).collect(Collectors.joining());
  }

  /** With the number in place of each sign that stands behind a letter, a hyphen or a space. */
  private static String numbered(String template, int number) {
    return template.replaceAll("(?<=[A-Za-z=-] ?)#(?![`,:])", Integer.toString(number));
  }
}
