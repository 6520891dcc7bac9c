package dev.perdure.worker.it.ghc;

import dev.perdure.worker.it.SourceModules;
import dev.perdure.worker.it.ToolRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Libraries of Hackage, whose sources {@code .ci/sources} fetches. */
enum HackageProject {
  ATTOPARSEC("attoparsec", ".:internal"),
  UNORDERED_CONTAINERS("unordered-containers", "."),
  MICROLENS_TH("microlens-th", "src"),
  MEGAPARSEC("megaparsec", "."),
  AESON("aeson", "src:attoparsec-iso8601/src");

  /** What follows a dependency's name, or the line's end, ends it. */
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?m)(?:build-depends:|,|^ +)\\s*([A-Za-z][A-Za-z0-9-]*)\\s*(?=[<>=^,]|$)");

  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)^import\\s+(\\{-# SOURCE #-}\\s+)?(?:safe\\s+)?(?:qualified\\s+)?([A-Z][\\w.]*)");

  private final String library;
  private final String folders;

  /**
   * @param folders in which the modules are, as {@code -i} takes them
   */
  HackageProject(String library, String folders) {
    this.library = library;
    this.folders = folders;
  }

  /** Where the sources for that compiler are. */
  Path sources(GhcInstallation ghc) {
    Path all = ToolRoot.chroot().path().resolveSibling("haskell");
    ToolRoot.machine().require(all.toString(), "run .ci/sources");
    return all.resolve(ghc.knowsTokens() ? "chroot" : "machine").resolve(library);
  }

  /**
   * What all modules are compiled with.
   *
   * @param installed the packages that there are: their ids by name
   */
  List<String> options(Path project, Map<String, String> installed) throws IOException {
    List<String> options = new ArrayList<>(List.of("-XHaskell2010", "-XTypeOperators", "-Wall"));
    // GHC 9.0 looks for interfaces only where it looks for sources.
    options.add("-i" + folders + ":out");
    options.add("-outputdir=out");
    // As Cabal does it, and so GHC defines the macros of these packages' versions.
    options.add("-hide-all-packages");
    DEPENDENCY
        .matcher(library(project))
        .results()
        .map(found -> found.group(1))
        .filter(installed::containsKey)
        .distinct()
        .forEach(name -> options.addAll(List.of("-package-id", installed.get(name))));
    return options;
  }

  /** The project's description, as far as it is about the library itself. */
  private String library(Path project) throws IOException {
    String text = Files.readString(project.resolve(library + ".cabal"));
    return text.replaceAll("(?ms)^(test-suite|benchmark|executable)\\b.*?(?=^\\S|\\z)", "");
  }

  /** The library's modules, each after those that it imports; files that end cycles are some. */
  List<String> modules(Path project, Random random) throws IOException {
    List<String> modules = new ArrayList<>();
    for (String folder : folders.split(":", -1)) {
      Path root = project.resolve(folder).normalize();
      if (!Files.exists(root)) {
        continue; // An older version has it.
      }
      for (String suffix : List.of(".hs", ".hs-boot")) {
        for (String file : SourceModules.named(suffix, root)) {
          // Others are tests, benchmarks and the set-up.
          if (file.matches("(Data|Text|Lens)/.*")) {
            modules.add(project.relativize(root.resolve(file)).toString());
          }
        }
      }
    }
    return new SourceModules(project, IMPORT, found -> path(found, modules))
        .inOrderOfImports(modules, random);
  }

  private static String path(MatchResult found, List<String> modules) {
    String suffix = found.group(1) == null ? ".hs" : ".hs-boot";
    String file = found.group(2).replace('.', '/') + suffix;
    return modules.stream()
        .filter(module -> module.equals(file) || module.endsWith("/" + file))
        .findFirst()
        .orElse(file);
  }
}
