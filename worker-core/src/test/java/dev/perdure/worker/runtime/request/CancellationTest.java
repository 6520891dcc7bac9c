package dev.perdure.worker.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.CancellationToken.Registration;
import dev.perdure.worker.WorkCancelledException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final Cancellation cancellation = new Cancellation(4);
  private final List<String> events = new ArrayList<>();

  private Registration on(String event) {
    return cancellation.onCancel(() -> events.add(event));
  }

  private void cancel() {
    cancellation.cancel().forEach(Cancellation.Action::run);
  }

  @Test
  void fresh_isNotCancelled() {
    assertThat(cancellation.isCancelled()).isFalse();
    assertThatCode(cancellation::throwIfCancelled).doesNotThrowAnyException();
  }

  @Test
  void cancelled_saysWhichRequest() {
    cancel();
    assertThat(cancellation.isCancelled()).isTrue();
    assertThatThrownBy(cancellation::throwIfCancelled)
        .isInstanceOf(WorkCancelledException.class)
        .hasMessageContaining("request 4 was cancelled");
  }

  @Test
  void actions_runOnceInTheOrderOfRegistration() {
    on("a");
    on("b");
    on("c");
    assertThat(events).isEmpty();
    cancel();
    cancel();
    assertThat(events).containsExactly("a", "b", "c");
  }

  @Test
  void sameActionTwice_runsTwiceAndIsClosedOnce() {
    Runnable action = () -> events.add("a");
    Registration first = cancellation.onCancel(action);
    cancellation.onCancel(action);
    first.close();
    first.close();
    cancel();
    assertThat(events).containsExactly("a");
  }

  @Test
  void lateAction_runsAtOnceOnTheCallingThread() {
    cancel();
    Thread[] ran = new Thread[1];
    Registration late = cancellation.onCancel(() -> ran[0] = Thread.currentThread());
    assertThat(ran[0]).isSameAs(Thread.currentThread());
    late.close();
  }

  @Test
  void closedAction_doesNotRun() {
    on("a");
    Registration closed = on("b");
    on("c");
    closed.close();
    cancel();
    closed.close();
    assertThat(events).containsExactly("a", "c");
  }

  @Test
  void droppedActions_doNotRun() {
    on("before");
    cancellation.drop();
    on("after");
    cancel();
    assertThat(events).isEmpty();
    assertThat(cancellation.isCancelled()).isTrue();
  }

  @Test
  void actionThatRegisters_doesNotDeadlockOrLoseAny() {
    cancellation.onCancel(
        () -> {
          events.add("outer");
          on("inner");
        });
    on("next");
    cancel();
    assertThat(events).containsExactly("outer", "inner", "next");
  }

  @Test
  void actionThatClosesAnother_doesNotFail() {
    List<Registration> others = new ArrayList<>();
    cancellation.onCancel(() -> others.forEach(Registration::close));
    others.add(on("other"));
    cancel();
    assertThat(events).containsExactly("other");
  }
}
