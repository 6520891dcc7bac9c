package dev.perdure.worker.it.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.ColdAndWarm;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One worker compiles all, and never lets one module see what only another may. Every step is
 * compared with {@code ghc -c}: diagnostics, exit code, interfaces, code.
 */
@Tag("ghc")
@ParameterizedClass(name = "{0}")
@MethodSource("installations")
final class GhcCasesIT {
  private static GhcHome home;
  private static WorkerHarness worker;

  @Parameter GhcInstallation ghc;

  private ColdAndWarm both;

  static Stream<GhcInstallation> installations() {
    return GhcInstallation.all();
  }

  @BeforeParameterizedClassInvocation
  static void open(GhcInstallation ghc) throws IOException {
    ghc.require();
    home = new GhcHome(ghc);
    worker = home.worker();
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
    both = new ColdAndWarm(new Ghcs(home, worker, "-c"));
  }

  @Test
  void changedInterface_isReadAgain() throws Exception {
    both.write("A.hs", "module A where", "f :: Int", "f = 1");
    both.write("B.hs", "module B where", "import A", "g = f");
    both.compile("A.hs");
    both.compile("B.hs");
    both.write("A.hs", "module A where", "f :: String", "f = \"\"");
    both.compile("A.hs");
    both.compile("B.hs");
  }

  @Test
  void changedUnfolding_isReadAgain() throws Exception {
    both.write("A.hs", "module A where", "f :: Int -> Int", "f x = x + 1");
    both.write("B.hs", "module B where", "import A", "g :: Int", "g = f 5");
    both.compile("-O1", "A.hs");
    both.compile("-O1", "B.hs");
    both.write("A.hs", "module A where", "f :: Int -> Int", "f x = x + 2");
    both.compile("-O1", "A.hs");
    both.compile("-O1", "B.hs");
  }

  @Test
  void interfaceThatIsNotAmongTheInputs_isMissing() throws Exception {
    both.write("A.hs", "module A where", "f = True");
    both.write("B.hs", "module B where", "import A", "g = f");
    both.compile("A.hs");
    both.compile("B.hs");
    both.delete("A.hi");

    assertThat(both.answer("-fforce-recomp", "B.hs").exitCode()).isEqualTo(1);
  }

  @Test
  void interfaceThatWasMissing_isFound() throws Exception {
    both.write("A.hs", "module A where", "f = True");
    both.write("B.hs", "module B where", "import A", "g = f");

    assertThat(both.answer("B.hs").exitCode()).isEqualTo(1);
    both.compile("A.hs");
    both.compile("B.hs");
  }

  @Test
  void modulesOfALibrary_comeAndGo() throws Exception {
    both.write("src/A.hs", "module A where", "f = True");
    both.write("src/B.hs", "module B where", "import A", "g = f");
    both.compile(in("out", "src/A.hs"));
    both.compile(in("out", "src/B.hs"));
    // Another place, and another set of modules.
    both.run("mv", "out", "other").run("mv", "src/A.hs", "src/C.hs");
    both.write("src/C.hs", "module C where", "import B", "h = g");
    both.compile(in("other", "src/C.hs"));
    both.delete("other/A.hi");
    assertThat(both.answer(in("other", "src/B.hs")).exitCode()).isEqualTo(1);
  }

  private static String[] in(String folder, String source) {
    return new String[] {
      "-fforce-recomp", "-i", "-i" + folder, "-odir", folder, "-hidir", folder, source
    };
  }

  @Test
  void orphanInstanceOfAModuleSeenBefore_isNotVisible() throws Exception {
    both.write("T.hs", "module T where", "data T = T");
    both.write("O.hs", "module O where", "import T", "instance Show T where show _ = \"T\"");
    both.write("U.hs", "module U where", "import T", "import O", "x = show T");
    both.write("V.hs", "module V where", "import T", "x = show T");
    both.compile("T.hs");
    both.compile("O.hs");
    both.compile("U.hs");

    assertThat(both.answer("V.hs").exitCode()).isEqualTo(1);
  }

  @Test
  void nameOfAModuleCompiledBefore_isToldAsByItsInterface() throws Exception {
    both.write("A.hs", "module A where", "f = True");
    both.write("B.hs", "module B where", "", "f = False");
    both.write("C.hs", "module C where", "import A", "import B", "g = f");
    both.compile("A.hs");
    both.compile("B.hs");

    assertThat(both.answer("C.hs").output()).contains("Ambiguous occurrence");
  }

  @Test
  void instancesThatOnlyOthersNeeded_areNotListed() throws Exception {
    both.write("A.hs", "module A where", "import Data.Map", "import Data.Ratio", "f = empty");
    both.write("B.hs", "module B where", "f x = show (read x)");
    both.compile("A.hs");

    assertThat(both.answer("B.hs").output()).contains("instances involving out-of-scope types");
  }

  @Test
  void instancesThatOnlyOthersNeeded_areNotReified() throws Exception {
    both.write("A.hs", "module A where", "import Data.Map", "import Data.Ratio", "f = empty");
    both.write(
        "B.hs",
        Splice.module("B"),
        "shows = $(do { ClassI _ all <- reify ''Show; lift (length all) })",
        "monoids = $(reifyInstances ''Monoid [ConT ''()] >>= lift . length)");
    both.compile("A.hs");

    both.compile("B.hs");
    both.compile("-O1", "-fforce-recomp", "A.hs");
    both.compile("-O1", "-fforce-recomp", "B.hs");
  }

  @Test
  void optionsOfASource_decideWhatIsRead() throws Exception {
    String[] body = {
      "import qualified Data.IntMap as Map",
      "import Data.Bits",
      "import Data.Word",
      "count :: Word64 -> Map.IntMap Int",
      "count word = foldr add Map.empty [0 .. 63]",
      "  where add bit = Map.insertWith (+) (fromIntegral (word `shiftR` bit) .&. 15) bit"
    };
    String rest = String.join("\n", body);
    both.write("Plain.hs", "module Plain where", rest);
    both.write("Fast.hs", "{-# OPTIONS_GHC -O2 #-}", "module Fast where", rest);
    both.write("Slow.hs", "{-# OPTIONS_GHC -O0 #-}", "module Slow where", rest);

    both.compile("Plain.hs");
    both.compile("Fast.hs");
    both.compile("-O1", "-fforce-recomp", "Plain.hs");
    both.compile("-O1", "Slow.hs");
    both.compile("-O1", "-fforce-recomp", "Fast.hs");
  }

  @Test
  void outputsInMissingFolders_areRefused() throws Exception {
    both.write("W.hs", "module W where", "x = True");

    assertThat(both.answer("-o", "none/W.o", "W.hs").exitCode()).isEqualTo(1);
    assertThat(both.answer("-ohi", "none/W.hi", "W.hs").exitCode()).isEqualTo(1);
    both.compile("-odir", "made", "-hidir", "made/too", "W.hs");
  }

  @Test
  void faultySources_areToldAsByTheCommand() throws Exception {
    both.write("T.hs", "module T where", "x = 1 +");
    both.write("U.hs", "module U where", "x :: Int", "x = \"a\"");
    both.write("V.hs", "module V where", "import Größe");
    both.write("W.hs", "{-# OPTIONS_GHC -Wall #-}", "module W where", "f x = 1");
    both.write("c.c", "int f({return 1;}");
    for (String file : new String[] {"T.hs", "U.hs", "V.hs", "Missing.hs", "c.c"}) {
      assertThat(both.answer(file).exitCode()).as(file).isEqualTo(1);
    }
    both.compile("W.hs");
    both.answer("-Werror", "-fforce-recomp", "W.hs");
  }

  @Test
  void faultyArguments_areToldAsByTheCommand() throws Exception {
    both.write("W.hs", "module W where", "x = True");
    both.answer("-fbogus", "W.hs");
    both.answer("-XNope", "W.hs");
    both.answer("-O7", "-Wnope", "-XOverlappingInstances", "W.hs");
    both.answer("-Werror", "-XOverlappingInstances", "W.hs");
    both.answer("-o", "a.o", "W.hs", "Missing.hs");
    both.answer("W.hs", "other.o");
    both.answer("-package", "nope", "W.hs");
    both.answer("W");
    both.answer("-odir", "W.hs");
    both.answer();
    both.compile("W.hs");
    assertThat(both.answer("W.hs").output()).containsIgnoringCase("not required");
  }

  @Test
  void preprocessorAndDumps_leaveTheSame() throws Exception {
    both.write("x.h", "#define X 3");
    both.write(
        "A.hs",
        "{-# LANGUAGE CPP #-}",
        "module A where",
        "#include \"x.h\"",
        "f = X",
        "#ifdef Y",
        "g = Y",
        "#endif");
    both.write("c.c", "int f() {return 1;}");
    both.compile("-I.", "A.hs");
    both.compile("-I.", "-DY=4", "-ddump-simpl", "-dsuppress-uniques", "-ddump-to-file", "A.hs");
    both.compile(
        "-I.",
        "-DY=4",
        "-ddump-simpl",
        "-dsuppress-uniques",
        "-ddump-to-file",
        "-fforce-recomp",
        "A.hs");
    both.compile("c.c");
  }

  @Test
  void changedSplice_runsAnew() throws Exception {
    both.write("G.hs", Splice.module("G"), "gen :: Q Exp", "gen = [| 1 :: Int |]");
    both.write("H.hs", Splice.module("H"), "import G", "x = $(gen)");
    both.compile("-dynamic-too", "G.hs");
    both.compile("H.hs");
    both.write("G.hs", Splice.module("G"), "gen :: Q Exp", "gen = [| 22 :: Int |]");
    both.compile("-dynamic-too", "G.hs");
    both.compile("H.hs");
    both.compile("-fforce-recomp", "H.hs");
  }

  @Test
  void spliceThatPrintsOrExits_answersAsTheCommand() throws Exception {
    both.write(
        "P.hs",
        Splice.running("P", "putStrLn \"out\" >> hPutStrLn stderr \"err\" >> putStr \"end\""));
    both.write("E.hs", Splice.running("E", "exitWith (ExitFailure 3)"));
    both.write("I.hs", Splice.running("I", "exitImmediately (ExitFailure 7)"));
    both.write("O.hs", "module O where", "x = True");

    both.compile("P.hs");
    assertThat(both.answer("E.hs").output()).contains("ExitFailure 3");
    assertThat(both.answer("I.hs").exitCode()).isEqualTo(7);
    both.compile("O.hs");
  }

  @Test
  void spliceThatEndsItsProcess_answersAsTheCommand() throws Exception {
    both.write("I.hs", Splice.running("I", "exitImmediately ExitSuccess"));
    both.write("T.hs", Splice.running("T", "raiseSignal sigTERM >> threadDelay 10000000"));
    both.write("K.hs", Splice.running("K", "raiseSignal sigKILL"));

    assertThat(both.answer("I.hs").exitCode()).isZero();
    assertThat(both.answer("T.hs").exitCode()).isNotZero();
    assertThat(both.answer("K.hs").exitCode()).isEqualTo(137);
  }

  @Test
  void spliceThatWaitsForAProcessInAThread_ends() throws Exception {
    both.write(
        "P.hs",
        Splice.running(
            "P",
            String.join(
                "; ",
                "do { (Just to, Just from, _, process) <-"
                    + " createProcess (proc \"cat\" []){std_in = CreatePipe, std_out = CreatePipe}",
                "_ <- forkIO (hPutStr to \"fed\" >> hClose to)",
                "_ <- waitForProcess process",
                "hGetContents from >>= putStrLn }")));
    both.write("B.hs", Splice.running("B", "runInBoundThread (forkOS (pure ()) >> pure ())"));

    both.compile("P.hs");
    both.compile("B.hs");
  }

  @Test
  void splice_seesTheArgumentsOfTheCommand() throws Exception {
    both.write(
        "A.hs", Splice.running("A", "(filter (/= 'B') . head . reverse <$> getArgs) >>= putStrLn"));
    both.write("N.hs", Splice.running("N", "getProgName >>= putStrLn"));

    both.compile("A.hs");
    both.compile("N.hs");
  }

  @Test
  void segmentationFaultInASplice_endsOnlyItsRequest() throws Exception {
    both.write("S.hs", Splice.running("S", "putStrLn \"before\" >> poke (nullPtr :: Ptr Int) 1"));
    both.write("O.hs", "module O where", "x = True");

    assertThat(both.answer("S.hs")).isEqualTo(new Answer(139, "before\n"));
    both.compile("O.hs");
  }

  @Test
  void packageDatabaseAtARelativePath_movesWithTheRequest() throws Exception {
    Library.write(both, "1", "f :: Int", "f = 1");
    both.write("U.hs", "module U where", "import Shelf", "g = f");
    both.compile(Library.use("U.hs"));
    // Built again at the same path: first with the same registration, then with another.
    Library.compile(both, "f :: String", "f = \"\"");
    both.compile(Library.use("U.hs"));
    Library.write(both, "2", "f :: Bool", "f = True");
    both.compile(Library.use("U.hs"));
    both.run("rm", "-r", "db");
    assertThat(both.answer(Library.use("U.hs")).exitCode()).isEqualTo(1);
  }

  @Test
  void spliceOfAPackage_runsTheCodeThatIsThere() throws Exception {
    Library.write(both, "1", "f :: Int", "f = 1");
    both.write("U.hs", Splice.module("U"), "import Shelf", "g = $(lift f)");
    both.compile(Library.use("U.hs"));
    Library.write(both, "1", "f :: Int", "f = 2");
    both.compile(Library.use("-fforce-recomp", "U.hs"));
  }
}
