package dev.perdure.worker.testing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.testing.cli.output.ExitCodes;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  static Set<String> commands() {
    return new CommandLine(new PerdureCommand()).getSubcommands().keySet();
  }

  @Test
  void help_namesAllCommandsAndTheExitCodes() {
    Perdure help = Perdure.run("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains(commands()).contains("Exit codes: 0 ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfCommand_hasAnExampleOrTheExitCode(String command) {
    Perdure help = Perdure.run(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).containsAnyOf("perdure " + command, "perdure.jar " + command);
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandWithoutAnything_saysWhatIsMissing(String command) {
    if (command.equals("help")) {
      return;
    }
    Perdure run = Perdure.run(command);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("Missing required").contains("Usage: perdure " + command);
  }

  @Test
  void misspeltCommand_isAnsweredWithTheRightOne() {
    Perdure run = Perdure.run("reply");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("Did you mean").contains("replay");
  }

  @Test
  void version_isPrinted() {
    assertThat(Perdure.run("--version").out()).startsWith("perdure ");
  }
}
