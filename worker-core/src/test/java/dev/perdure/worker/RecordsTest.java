package dev.perdure.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsTest {
  private static WorkRequest request(
      List<String> arguments, List<Input> inputs, String sandboxDir) {
    return WorkRequest.of(1, arguments)
        .withInputs(inputs)
        .withVerbosity(10)
        .withSandboxDir(sandboxDir);
  }

  @Test
  void request_copiesItsLists() {
    List<String> arguments = new ArrayList<>(List.of("a"));
    List<Input> inputs = new ArrayList<>(List.of(new Input("p", Digest.empty())));
    WorkRequest request = request(arguments, inputs, "");
    arguments.add("b");
    inputs.clear();
    assertThat(request.arguments()).containsExactly("a");
    assertThat(request.inputs()).hasSize(1);
    assertThatThrownBy(() -> request.arguments().add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> request.inputs().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void request_changesOneByOne() {
    List<Input> inputs = List.of(new Input("p", Digest.empty()));
    WorkRequest cancel = WorkRequest.cancelOf(1);
    assertThat(cancel.withRequestId(2).withInputs(inputs).withVerbosity(10).withSandboxDir("box"))
        .isEqualTo(new WorkRequest(List.of(), inputs, 2, true, 10, "box"));
    WorkRequest whole = new WorkRequest(List.of("a"), inputs, 2, false, 10, "box");
    assertThat(WorkRequest.of(2, List.of("a")).withInputs(inputs).withRequestId(3))
        .isEqualTo(new WorkRequest(List.of("a"), inputs, 3, false, 0, ""));
    assertThat(whole.withVerbosity(0))
        .isEqualTo(new WorkRequest(List.of("a"), inputs, 2, false, 0, "box"));
    assertThat(whole.withInputs(List.of()).withSandboxDir(""))
        .isEqualTo(WorkRequest.of(2, List.of("a")).withVerbosity(10));
  }

  @Test
  void nulls_areRefused() {
    List<String> hole = Arrays.asList("a", null);
    List<Input> noInput = Arrays.asList((Input) null);
    assertThatNullPointerException().isThrownBy(() -> request(null, List.of(), ""));
    assertThatNullPointerException().isThrownBy(() -> request(List.of(), null, ""));
    assertThatNullPointerException().isThrownBy(() -> request(List.of(), List.of(), null));
    assertThatNullPointerException().isThrownBy(() -> request(hole, List.of(), ""));
    assertThatNullPointerException().isThrownBy(() -> request(List.of(), noInput, ""));
    assertThatNullPointerException().isThrownBy(() -> new Input(null, Digest.empty()));
    assertThatNullPointerException().isThrownBy(() -> new Input("p", null));
    assertThatNullPointerException().isThrownBy(() -> WorkResponse.of(0, 0, null));
    assertThatNullPointerException().isThrownBy(() -> Worker.of(null));
    assertThatNullPointerException()
        .isThrownBy(() -> Worker.of(context -> 0).multiplex(null))
        .withMessage("dispatch");
  }

  @Test
  void dispatchOfSomebodyElse_isRefused() {
    Dispatch foreign = () -> "no loops";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Worker.of(context -> 0).multiplex(foreign))
        .withMessageStartingWith("not a dispatch of this library");
  }

  @Test
  void stepsWithNegativeTimes_areRefused() {
    Duration negative = Duration.ofMillis(-1);
    CancelSteps steps = CancelSteps.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> steps.withInterruptAfter(negative))
        .withMessage("the time before an interrupt is PT-0.001S");
    assertThatIllegalArgumentException().isThrownBy(() -> steps.withEndProcessesAfter(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> steps.withReportAfter(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> steps.retireWhenStuck(negative));
  }

  @Test
  void steps_changeOneByOne() {
    Duration time = Duration.ofDays(1);
    CancelSteps steps = CancelSteps.defaults().withoutInterrupt();
    assertThat(steps.interrupts()).isFalse();
    assertThat(steps.withReportAfter(time).withEndProcessesAfter(time))
        .isEqualTo(new CancelSteps(false, Duration.ofMillis(100), time, time));
    assertThat(steps.withInterruptAfter(time).interrupts()).isTrue();
    assertThat(steps.retires()).isFalse();
    CancelSteps retiring = steps.retireWhenStuck(time);
    assertThat(retiring.withoutInterrupt().withReportAfter(time).withEndProcessesAfter(time))
        .isEqualTo(new CancelSteps(false, Duration.ofMillis(100), time, time, time));
    assertThat(retiring.withInterruptAfter(time).retires()).isTrue();
  }

  @Test
  void factories_leaveTheRestAtTheProtocolsDefaults() {
    assertThat(WorkRequest.of(3, List.of("a"))).isEqualTo(WorkRequest.of(3, List.of("a")));
    assertThat(WorkRequest.cancelOf(3)).isEqualTo(WorkRequest.cancelOf(3));
    assertThat(WorkResponse.of(3, 2, "x")).isEqualTo(new WorkResponse(2, "x", 3, false));
    assertThat(WorkResponse.cancelled(3)).isEqualTo(new WorkResponse(0, "", 3, true));
  }

  @Test
  void requests_ofEqualParts_areEqual() {
    Input input = new Input("p", Digest.ofText("d"));
    Input same = new Input("p", Digest.of("d".getBytes(UTF_8)));
    WorkRequest request = request(List.of("a"), List.of(input), "s");
    assertThat(request(new ArrayList<>(List.of("a")), List.of(same), "s"))
        .isEqualTo(request)
        .hasSameHashCodeAs(request);
    assertThat(request(List.of("a"), List.of(new Input("p", Digest.ofText("e"))), "s"))
        .isNotEqualTo(request);
  }

  @Test
  void digest_isOfACopy() {
    byte[] bytes = {1, 2, 3};
    Digest digest = Digest.of(bytes);
    bytes[0] = 9;
    digest.toBytes()[1] = 9;
    assertThat(digest.toBytes()).containsExactly(1, 2, 3);
    assertThat(digest.length()).isEqualTo(3);
  }

  @Test
  void digest_ofARange() {
    byte[] bytes = {1, 2, 3, 4};
    assertThat(Digest.of(bytes, 1, 2)).isEqualTo(Digest.of(new byte[] {2, 3}));
    assertThat(Digest.of(bytes, 4, 0)).isSameAs(Digest.empty());
    byte[] target = new byte[4];
    Digest.of(bytes, 1, 2).copyTo(target, 2);
    assertThat(target).containsExactly(0, 0, 2, 3);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, -1", "0, 5", "4, 1", "5, 0", "2147483647, 2147483647"})
  void digest_ofARangeThatLeavesTheArray_isRefused(int offset, int length) {
    assertThatThrownBy(() -> Digest.of(new byte[4], offset, length))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void digests_ofEqualBytes_areEqual() {
    assertThat(Digest.ofText("ab"))
        .isEqualTo(Digest.of(new byte[] {'a', 'b'}))
        .hasSameHashCodeAs(Digest.of(new byte[] {'a', 'b'}))
        .isNotEqualTo(Digest.ofText("ac"))
        .isNotEqualTo("ab");
    assertThat(Digest.of(new byte[0])).isEqualTo(Digest.ofText("")).isEqualTo(Digest.empty());
    assertThat(Digest.empty().isEmpty()).isTrue();
    assertThat(Digest.ofText("a").isEmpty()).isFalse();
  }

  @Test
  void digest_printsTextAsItIsAndOtherBytesInHexadecimal() {
    assertThat(Digest.ofText("9f~!")).hasToString("9f~!");
    assertThat(Digest.ofText("a b")).hasToString("0x612062");
    assertThat(Digest.of(new byte[] {0, (byte) 0xff, 0x7f})).hasToString("0x00ff7f");
    assertThat(Digest.empty()).hasToString("");
  }

  @Test
  void protocolException_saysAllAndItsId() {
    WorkerProtocolException e = new WorkerProtocolException("some-id", "byte 3", "x", "y");
    assertThat(e).hasMessage("byte 3: expected x, came y [some-id]");
    assertThat(e.id()).isEqualTo("some-id");
  }
}
