package dev.perdure.worker.it.ghc;

import dev.perdure.worker.it.ColdAndWarm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A library of one module in a package database at a relative path. */
final class Library {
  private Library() {}

  /** Compiles the library and registers it. */
  static void write(ColdAndWarm both, String version, String... lines)
      throws IOException, InterruptedException {
    compile(both, lines);
    both.write(
        "db/lib.conf",
        "name: lib",
        "version: " + version,
        "id: lib-1",
        "key: lib-1",
        "exposed: True",
        "exposed-modules: Shelf",
        "import-dirs: ${pkgroot}/lib",
        "library-dirs: ${pkgroot}/lib",
        "dynamic-library-dirs: ${pkgroot}/lib",
        "hs-libraries: HSlib-1",
        "depends: ");
    both.run("/usr/bin/ghc-pkg", "--package-db=db", "recache");
  }

  /** Compiles the library alone, by the compiler itself. */
  static void compile(ColdAndWarm both, String... lines) throws IOException, InterruptedException {
    List<String> source = new ArrayList<>(List.of("module Shelf where"));
    source.addAll(List.of(lines));
    both.write("lib/Shelf.hs", source.toArray(new String[0]));
    String[] command = {
      "sh",
      "-ec",
      "cd lib; rm -f *.hi *.o *.so *.a"
          + "; ghc -v0 -c -dynamic-too -this-unit-id lib-1 Shelf.hs"
          + "; ar rc libHSlib-1.a Shelf.o"
          + "; ghc -v0 -shared -dynamic -this-unit-id lib-1 -o libHSlib-1-ghc$(ghc --numeric-version).so Shelf.dyn_o"
    };
    both.run(command);
  }

  /** Arguments to compile with the library. */
  static String[] use(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-package-db", "db", "-package-id", "lib-1"));
    all.addAll(List.of(arguments));
    return all.toArray(new String[0]);
  }
}
