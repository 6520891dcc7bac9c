package dev.perdure.worker.it.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.ToolRoot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** GHC 9.10 as a client of our server, and cabal as the server of our client. */
@Timeout(120)
class GhcJobsIT {
  private static final int MODULES = 8;

  private final ToolRoot root = ToolRoot.chroot();
  private JobsDirectory directory;

  @BeforeEach
  void create() throws Exception {
    root.require("/usr/bin/ghc", "run .ci/setup-chroot --ghc");
    root.require("/usr/bin/cabal", "run .ci/setup-chroot --ghc");
    directory = JobsDirectory.create(root);
    for (int i = 0; i < MODULES; i++) {
      writeModule(i, 30);
    }
  }

  @AfterEach
  void delete() throws Exception {
    if (directory != null) {
      directory.close();
    }
  }

  /** Modules that don't need each other, so that GHC wants a token for each. */
  private void writeModule(int number, int types) throws IOException {
    StringBuilder code = new StringBuilder("module M" + number + " where\n");
    for (int i = 0; i < types; i++) {
      code.append("data T").append(i).append(" = A").append(i).append(" Int | B").append(i);
      code.append(" [Int] deriving (Eq, Ord, Show, Read)\n");
    }
    directory.write("M" + number + ".hs", code.toString());
  }

  private static int number(String output, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + name + " (\\d+)$").matcher(output);
    assertThat(matcher.find()).as("%s in %s", name, output).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private String[] ghc(String mode, int tokens) {
    String[] command = new String[6 + MODULES];
    command[0] = "./ours";
    command[1] = mode;
    command[2] = Integer.toString(tokens);
    command[3] = "ghc";
    command[4] = "--make";
    command[5] = "-O0";
    for (int i = 0; i < MODULES; i++) {
      command[6 + i] = "M" + i + ".hs";
    }
    return command;
  }

  @Test
  @Tag("ghc")
  void ghc_isAClientOfOurServer() throws Exception {
    String output = directory.run(ghc("ghc", 3));
    assertThat(output).contains("protocol GHC_SEMAPHORE", "exit code 0");
    assertThat(number(output, "most jobs")).isBetween(2, 3);
    assertThat(number(output, "free")).isEqualTo(3);
    assertThat(number(output, "lost")).isZero();
  }

  @Test
  @Tag("ghc")
  void ghcThatIsKilled_costsNoTokens() throws Exception {
    String output = directory.run(ghc("kill", 3));
    assertThat(output).contains("exit code 137");
    assertThat(number(output, "lost")).isBetween(1, 2);
    assertThat(number(output, "free")).isEqualTo(3);
  }

  @Test
  @Tag("storm")
  @Timeout(3600)
  void tokens_areConservedOverAllRounds() throws Exception {
    String rounds = System.getProperty("storm.rounds", "500");
    for (int i = 0; i < MODULES; i++) {
      writeModule(i, 3); // What counts is the number of rounds, not what each compiles.
    }
    List<String> command = new ArrayList<>(List.of("./ours", "rounds", rounds));
    List<String> ghc = Arrays.asList(ghc("", 3));
    command.addAll(ghc.subList(2, ghc.size()));
    command.add("-fforce-recomp");
    String output = directory.run(3000, command.toArray(String[]::new));
    assertThat(number(output, "complete")).isEqualTo(Integer.parseInt(rounds));
    System.out.println(
        "storm: " + rounds + " rounds of GHC, made anew " + number(output, "made anew"));
  }

  @Test
  @Tag("cabal")
  void cabal_isTheServerOfOurClient() throws Exception {
    directory.write("cabal.config", "-- No repository: nothing may be downloaded.\n");
    directory.write("cabal.project", "packages: .\n");
    directory.write(
        "jobs.cabal",
        """
        cabal-version: 2.4
        name: jobs
        version: 1
        library
          exposed-modules: M0, M1, M2
          build-depends: base
          default-language: Haskell2010
        """);
    // In the place of GHC: takes all tokens once, then compiles as ever.
    directory.write(
        "ghc",
        "#!/bin/sh\ncase \" $* \" in *' -jsem'*) "
            + directory.inside("ours")
            + " take \"$@\" >> "
            + directory.inside("taken")
            + ";; esac\nexec /usr/bin/ghc \"$@\"\n");
    directory.executable("ghc");
    String output =
        directory.run(
            "env",
            "CABAL_DIR=" + directory.inside("cabal"),
            "cabal",
            "--config-file=" + directory.inside("cabal.config"),
            "build",
            "--offline",
            "-j3",
            "--semaphore",
            "--with-compiler=" + directory.inside("ghc"),
            "--with-hc-pkg=/usr/bin/ghc-pkg");
    assertThat(output).doesNotContain("FAILED");
    assertThat(directory.read("taken")).startsWith("Semaphore has 3 tokens\n");
  }
}
