package dev.perdure.worker.it.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.FileTree;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Libraries of Hackage are compiled in random order, with edits, errors, cancellations and the
 * splices of their users between; one worker serves all. {@code -Dhaskell.modules=N} takes N
 * modules of each library instead of some, {@code -Dhaskell.options=-O0} other options, {@code
 * -Dhaskell.seed=S} another order.
 */
@Tag("ghc")
@ParameterizedClass(name = "{0}")
@MethodSource("installations")
@Timeout(3600)
final class HackageIT {
  private static final int MODULES = Integer.getInteger("haskell.modules", 5);
  private static final String LEVEL = System.getProperty("haskell.options", "-O1");
  private static final long SEED = Long.getLong("haskell.seed", 1);
  private static final Pattern PACKAGE = Pattern.compile("name: +(\\S+)\\s+id: +(\\S+)");

  /** The ids of packages by name: two may have the same version of the same name, inside. */
  private static final Map<String, String> INSTALLED = new TreeMap<>();

  private static GhcHome home;
  private static WorkerHarness worker;
  private static Ghcs ghcs;

  private final Random random = new Random(SEED);

  @Parameter GhcInstallation ghc;

  private Path warm;
  private Path cold;
  private int lastId = 1;

  static Stream<GhcInstallation> installations() {
    return GhcInstallation.all();
  }

  @BeforeParameterizedClassInvocation
  static void open(GhcInstallation ghc) throws Exception {
    ghc.require();
    home = new GhcHome(ghc);
    worker = home.worker();
    ghcs = new Ghcs(home, worker, "-c");
    INSTALLED.clear();
    Answer packages = home.run(".", List.of("ghc-pkg", "field", "--global", "*", "name,id"));
    Matcher each = PACKAGE.matcher(packages.output());
    while (each.find()) {
      INSTALLED.put(each.group(1), each.group(2));
    }
  }

  @AfterParameterizedClassInvocation
  static void close() throws Exception {
    if (home != null) {
      worker.close();
      home.close();
      home = null;
    }
  }

  @ParameterizedTest
  @EnumSource
  void library_isTheSameBytes(HackageProject project) throws Exception {
    warm = home.folder().resolve("warm/" + project);
    cold = home.folder().resolve("cold/" + project);
    FileTree.copy(project.sources(ghc), warm);
    FileTree.copy(warm, cold);
    List<String> options = new ArrayList<>(List.of(LEVEL));
    options.addAll(project.options(warm, INSTALLED));
    List<String> modules = project.modules(warm, random);
    List<String> some = modules.subList(0, Math.min(MODULES, modules.size()));
    for (String module : some) {
      Answer answer = compare(options, module);
      assertThat(answer.exitCode()).as("%s: %s", module, answer.output()).isZero();
    }
    List<String> again = new ArrayList<>(some);
    Collections.shuffle(again, random);
    List<Between> all = new ArrayList<>(List.of(Between.values()));
    Collections.shuffle(all, random);
    List<String> anew = new ArrayList<>(options);
    anew.add("-fforce-recomp");
    for (int i = 0; i < all.size(); i++) {
      String module = again.get(i % again.size());
      live(all.get(i), anew, module);
      compare(anew, module);
    }
    FileTree.delete(warm);
    FileTree.delete(cold);
  }

  /** What a worker lives through between two compilations of a module. */
  private enum Between {
    AN_EDIT,
    AN_ERROR,
    A_CANCEL,
    SPLICES_OF_OTHERS
  }

  private void live(Between between, List<String> options, String module) throws Exception {
    switch (between) {
      case AN_EDIT ->
          write(module, "\nperdureEdit :: Int\nperdureEdit = 3\n", StandardOpenOption.APPEND);
      case AN_ERROR -> {
        write("Wrong.hs", "module Wrong where\nx :: Int\nx = \"text\"\n");
        assertThat(compare(options, "Wrong.hs").exitCode()).isEqualTo(1);
      }
      case A_CANCEL -> {
        int id = ++lastId;
        List<String> arguments = new ArrayList<>(List.of("-c"));
        arguments.addAll(options);
        arguments.add(module);
        worker.send(WorkRequest.of(id, arguments).withSandboxDir(directory(warm)));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(300)); // In mid-compilation, or before.
        worker.cancel(id);
        worker.await(id);
      }
      case SPLICES_OF_OTHERS -> {
        // Instances and builders of installed packages, which the next module must not see.
        write(
            "Person.hs",
            """
            {-# LANGUAGE TemplateHaskell #-}
            module Person where
            import Data.Aeson.TH
            import Data.ByteString.Builder
            import Lens.Micro.TH
            data Person = Person { _name :: String, _age :: Int } deriving Show
            deriveJSON defaultOptions ''Person
            makeLenses ''Person
            shown :: Person -> Builder
            shown = string7 . show
            """);
        // Beside the project: its own interfaces would be found before those of installed packages.
        List<String> splices = List.of(LEVEL, "-outputdir=out/person", "-fforce-recomp");
        Answer answer = compare(splices, "Person.hs");
        assertThat(answer.exitCode()).as(answer.output()).isZero();
      }
    }
  }

  private void write(String file, String text, StandardOpenOption... options) throws IOException {
    Files.writeString(warm.resolve(file), text, options);
    Files.writeString(cold.resolve(file), text, options);
    // The times are in no output, but decide what is compiled again.
    Files.setLastModifiedTime(cold.resolve(file), Files.getLastModifiedTime(warm.resolve(file)));
  }

  private Answer compare(List<String> options, String module) throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.add(module);
    Answer actual = ghcs.warm(directory(warm), arguments);
    Answer expected = ghcs.cold(directory(cold), arguments);

    assertThat(actual).as("%s, seed %d", module, SEED).isEqualTo(expected);
    Map<String, Path> actualFiles = outputs(warm);
    Map<String, Path> expectedFiles = outputs(cold);
    assertThat(actualFiles.keySet()).isEqualTo(expectedFiles.keySet());
    for (Map.Entry<String, Path> file : expectedFiles.entrySet()) {
      if (Files.mismatch(actualFiles.get(file.getKey()), file.getValue()) >= 0) {
        assertThat(ghcs.essence(actualFiles.get(file.getKey())))
            .as("%s after %s, seed %d", file.getKey(), module, SEED)
            .isEqualTo(ghcs.essence(file.getValue()));
      }
    }
    return expected;
  }

  private static Map<String, Path> outputs(Path project) throws IOException {
    Path out = project.resolve("out");
    return Files.exists(out) ? FileTree.files(out) : Map.of();
  }

  private static String directory(Path project) {
    return home.folder().relativize(project).toString();
  }
}
