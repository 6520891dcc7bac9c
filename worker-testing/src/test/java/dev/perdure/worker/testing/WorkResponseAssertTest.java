package dev.perdure.worker.testing;

import static dev.perdure.worker.testing.WorkResponseAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.WorkResponse;
import org.junit.jupiter.api.Test;

class WorkResponseAssertTest {
  @Test
  void whatHolds_passes() {
    assertThat(WorkResponse.of(1, 0, "a\nb\n")).succeeded().printed("a\nb\n").printedPart("b");
    assertThat(WorkResponse.of(1, 3, "")).failed().hasExitCode(3).printedNothing();
    assertThat(WorkResponse.cancelled(1)).wasCancelled();
  }

  @Test
  void whatDoesNotHold_failsWithExpectationAndWholeAnswer() {
    assertThatThrownBy(() -> assertThat(WorkResponse.of(7, 1, "a\n\n b")).succeeded())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            expected of the answer to request 7: exit code 0
            came: exit code 1, the output
              |a
              |
              | b  (no newline at the end)""");
  }

  @Test
  void cancelledAnswer_isNeitherSuccessNorFailure() {
    assertThatThrownBy(() -> assertThat(WorkResponse.cancelled(7)).succeeded())
        .hasMessage("expected of the answer to request 7: exit code 0\ncame: cancelled, no output");
    assertThatThrownBy(() -> assertThat(WorkResponse.cancelled(7)).failed())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(WorkResponse.of(7, 0, "")).wasCancelled())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void otherOutput_fails() {
    WorkResponse answer = WorkResponse.of(7, 0, "came\n");
    assertThatThrownBy(() -> assertThat(answer).printed("wanted\n"))
        .hasMessageContaining("the output\n  |wanted\n")
        .hasMessageContaining("the output\n  |came");
    assertThatThrownBy(() -> assertThat(answer).printedPart("wanted"))
        .hasMessageContaining("an output that contains\n  |wanted");
    assertThatThrownBy(() -> assertThat(answer).printedNothing()).hasMessageContaining("no output");
  }
}
