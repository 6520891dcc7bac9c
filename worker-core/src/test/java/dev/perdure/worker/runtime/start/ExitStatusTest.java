package dev.perdure.worker.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitStatusTest {
  @ParameterizedTest
  @ValueSource(ints = {256, -256, 512, 65_536, 1 << 24, Integer.MIN_VALUE, Integer.MAX_VALUE - 255})
  void codeThatTheSystemCutsToZero_isAFailure(int exitCode) {
    assertThat(ExitStatus.ofProcess(exitCode)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 127, 128, 255, 257, -1, -255, Integer.MAX_VALUE})
  void otherCode_isKept(int exitCode) {
    assertThat(ExitStatus.ofProcess(exitCode)).isEqualTo(exitCode);
  }

  @Test
  void onlyZero_isSuccess() {
    for (int exitCode = -70_000; exitCode <= 70_000; exitCode++) {
      boolean success = (ExitStatus.ofProcess(exitCode) & 0xff) == 0;
      assertThat(success).as("exit code %s", exitCode).isEqualTo(exitCode == 0);
    }
  }
}
