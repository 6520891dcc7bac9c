package dev.perdure.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of style that have one exception each, by name. */
class SourceRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\\bSystem\\s*\\.\\s*(in|out|err|setIn|setOut|setErr)\\b ; StandardStreams",
        "\\bFileDescriptor\\s*\\.\\s*(in|out|err)\\b ;"
            + " StandardStreams|WireDescriptors|StandardDescriptors",
        "\\bSystem\\s*\\.\\s*exit\\b ; ",
        "\\.exit\\(status\\) ; RequestExit",
        "\\bRuntime\\b.*\\.\\s*(exit|halt)\\b ; ExitTrap|HaltDeadline|WorkStopper",
        "\\bThread\\s*\\.\\s*sleep\\b ; ",
        "\\bdefaultCharset\\b ; "
      })
  void rule_isKeptByAllButTheNamed(String forbidden, String exceptions) {
    Pattern pattern = Pattern.compile(forbidden);
    List<String> breakers =
        MainSource.all().stream()
            .filter(source -> pattern.matcher(withoutStrings(source.code())).find())
            .map(MainSource::type)
            .toList();
    List<String> allowed = exceptions == null ? List.of() : List.of(exceptions.split("\\|"));
    assertThat(breakers).containsExactlyInAnyOrderElementsOf(allowed);
  }

  private static String withoutStrings(String code) {
    return code.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\"");
  }
}
