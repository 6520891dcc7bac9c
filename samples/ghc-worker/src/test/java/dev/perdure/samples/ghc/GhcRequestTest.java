package dev.perdure.samples.ghc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GhcRequestTest {
  private static GhcRequest parse(String commandLine) {
    return GhcRequest.of(List.of(commandLine.split(" ")));
  }

  @Test
  void compilation_partsWhereFilesAreFromHowTheyAreCompiled() {
    GhcRequest request =
        parse("-O1 -c -i -iout -Wall -odir out -hidirout -package-db db A.hs -o x.o -XCPP -Iinc");

    assertThat(request.kind()).isEqualTo(GhcRequest.Kind.COMPILE);
    assertThat(request.session()).containsExactly("-O1", "-Wall", "-package-db", "db", "-XCPP");
    assertThat(request.own())
        .containsExactly("-i", "-iout", "-odir", "out", "-hidirout", "A.hs", "-o", "x.o", "-Iinc");
  }

  @Test
  void valuesThatLookLikeFlagsOrSources_stayWithTheirFlags() {
    GhcRequest request = parse("-c -optP -Iinc -optc -odir -o -strange -main-is Start A.hs");

    assertThat(request.session())
        .containsExactly("-optP", "-Iinc", "-optc", "-odir", "-main-is", "Start");
    assertThat(request.own()).containsExactly("-o", "-strange", "A.hs");
  }

  @Test
  void flagsThatBeginLikePlaces_areNone() {
    assertThat(parse("-c -ignore-package x -dynamic-too -fwrite-interface A.hs").own())
        .containsExactly("A.hs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A.hs",
        "-c -c A.hs",
        "-c @flags",
        "-c A.hs +RTS -s",
        "-c -v A.hs",
        "-c -v3 A.hs",
        "-c -x c A.txt",
        "-c --show-iface A.hi",
        "-M A.hs"
      })
  void anythingElse_isForTheProgram(String commandLine) {
    GhcRequest request = parse(commandLine);

    assertThat(request.kind()).isEqualTo(GhcRequest.Kind.OTHER);
    assertThat(String.join(" ", request.arguments())).isEqualTo(commandLine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--make A.hs", "-O1 A.hs --make +RTS -s", "--make @flags"})
  void libraries_areForTheProgramWithTokens(String commandLine) {
    assertThat(parse(commandLine).kind()).isEqualTo(GhcRequest.Kind.MAKE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-c -v0 A.hs", "-c -v1 A.hs", "-c", "-c -fno-such A.lhs"})
  void compilations_areForAServer(String commandLine) {
    assertThat(parse(commandLine).kind()).isEqualTo(GhcRequest.Kind.COMPILE);
  }
}
