package dev.perdure.samples.guile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilerLevelTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a.scm                                     , usual
          -L . -W 3 -o a.go a.scm                   , usual
          -O1 -La -W3 -oa.go a.scm                  , 1
          -O 0 a.scm                                , 0
          --optimize=3 --output=a.go --warn=x a.scm , 3
          --load-path . --optimize 2 a.scm          , 2
          -O1 -O2 a.scm                             , 2
          -o -O1 a.scm                              , usual
          """)
  void commonOptions_areRead(String arguments, String level) {
    assertThat(CompilerLevel.of(List.of(arguments.split(" ")))).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "-Ono-cse a.scm",
    "-O12 a.scm",
    "-O1.0 a.scm",
    "-x .ss a.scm",
    "--r7rs a.scm",
    "-f scheme a.scm",
    "--target=i686-linux-gnu a.scm",
    "-O1 -- a.scm",
    "-O1 - a.scm",
    "-O1 --bogus",
    "a.scm -O"
  })
  void anythingElse_isUnknown(String arguments) {
    assertThat(CompilerLevel.of(List.of(arguments.split(" ")))).isEqualTo(CompilerLevel.UNKNOWN);
  }
}
