package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets what, one thread, no process. */
class SlotSchedulerTest {
  private static final ProcessConfiguration A = ProcessConfiguration.of("a");
  private static final ProcessConfiguration B = ProcessConfiguration.of("b");
  private static final ProcessConfiguration C = ProcessConfiguration.of("c");

  private SlotScheduler scheduler = new SlotScheduler(2, 1_000);

  @Test
  void idleSlotOfTheConfiguration_isUsedAgain() {
    ProcessSlot slot = idle(A);
    assertThat(served(A).slot()).isSameAs(slot);
  }

  @Test
  void busySlots_leaveRoomForAsManyAsThereMayBe() {
    assertThat(served(A).slot()).isNotSameAs(served(A).slot());
    assertThat(waiting(A).slot()).isNull();
  }

  @Test
  void longestIdleProcess_isEvictedForAnotherConfiguration() {
    ProcessSlot a = served(A).slot();
    ProcessSlot b = served(B).slot();
    scheduler.release(b);
    scheduler.release(a);
    SlotRequest request = served(C);
    assertThat(request.evicted()).containsExactly(b);
    assertThat(request.slot().configuration()).isEqualTo(C);
  }

  @Test
  void busyProcesses_areNeverEvicted() {
    served(A);
    served(A);
    SlotRequest waiting = waiting(B);
    assertThat(waiting.evicted()).isEmpty();
  }

  @Test
  void evicted_keepsItsRoomUntilItHasGone() {
    ProcessSlot a = idle(A);
    served(B);
    SlotRequest c = served(C);
    assertThat(c.evicted()).containsExactly(a);
    scheduler.remove(c.slot());
    SlotRequest next = waiting(A);
    scheduler.remove(a);
    assertThat(scheduler.serve()).containsExactly(next);
  }

  @Test
  void requests_areServedInTheirOrderWhateverTheyWant() {
    ProcessSlot a = served(A).slot();
    ProcessSlot b = served(B).slot();
    SlotRequest first = waiting(C);
    SlotRequest second = waiting(A);
    scheduler.release(a);
    // The idle process is one for the second; but the first one is first.
    assertThat(scheduler.serve()).containsExactly(first);
    assertThat(first.evicted()).containsExactly(a);
    assertThat(second.slot()).isNull();
    scheduler.remove(a);
    scheduler.release(b);
    assertThat(scheduler.serve()).containsExactly(second);
    assertThat(second.evicted()).containsExactly(b);
  }

  @Test
  void requestWhoseSlotWasNoGood_isFirstAgain() {
    SlotRequest unlucky = served(A);
    served(B);
    SlotRequest later = waiting(A);
    scheduler.remove(unlucky.slot());
    scheduler.returned(unlucky);
    assertThat(scheduler.serve()).containsExactly(unlucky);
    assertThat(later.slot()).isNull();
  }

  @Test
  void requestThatLeft_isNotServed() {
    ProcessSlot a = served(A).slot();
    served(A);
    SlotRequest gone = waiting(A);
    SlotRequest next = waiting(A);
    scheduler.leave(gone);
    scheduler.release(a);
    assertThat(scheduler.serve()).containsExactly(next);
  }

  @Test
  void slotThatKnowsMostInputs_isPreferred() {
    ProcessSlot few = served(A).slot();
    ProcessSlot many = served(A).slot();
    few.hold(inputs("x1"));
    many.hold(inputs("x1", "y1"));
    scheduler.release(many);
    scheduler.release(few);
    assertThat(served(A, "x1", "y1", "z1").slot()).isSameAs(many);
  }

  @Test
  void lastUsedSlot_isPreferredAmongEquals() {
    ProcessSlot first = served(A).slot();
    ProcessSlot last = served(A).slot();
    scheduler.release(first);
    scheduler.release(last);
    assertThat(served(A, "x1").slot()).isSameAs(last);
  }

  @Test
  void slotThatHoldsAnInputAtAnotherDigest_isNotUsed() {
    ProcessSlot slot = served(A).slot();
    slot.hold(inputs("x1", "y1"));
    scheduler.release(slot);
    assertThat(served(A, "x2", "y1").slot()).isNotSameAs(slot);
  }

  @Test
  void slotThatCanForget_isUsedAndToldWhat() {
    ProcessSlot slot = served(A).slot();
    slot.setForgets(true);
    slot.hold(inputs("x1", "y1"));
    scheduler.release(slot);
    assertThat(served(A, "x2", "y1").slot()).isSameAs(slot);
    assertThat(slot.dropConflicts(inputs("x2", "y1"))).isEqualTo(inputs("x1"));
    assertThat(slot.overlap(inputs("x1", "y1"))).isEqualTo(1);
  }

  @Test
  void inputsWithoutDigest_areNeitherLoadedNorOther() {
    ProcessSlot slot = served(A).slot();
    slot.hold(List.of(new Input("x", Digest.empty())));
    assertThat(slot.overlap(List.of(new Input("x", Digest.empty())))).isZero();
  }

  @Test
  void processesThatWouldNotFitInMemory_wait() {
    ProcessSlot large = served(A).slot();
    scheduler.measured(large, 600);
    SlotRequest second = waiting(A);
    scheduler.measured(large, 500);
    assertThat(scheduler.serve()).as("remembers how large they become").isEmpty();
    scheduler.release(large);
    assertThat(scheduler.serve()).containsExactly(second);
    assertThat(second.slot()).isSameAs(large);
  }

  @Test
  void singleProcess_mayAlwaysRun() {
    ProcessSlot huge = served(A).slot();
    scheduler.measured(huge, 5_000);
    scheduler.release(huge);
    assertThat(scheduler.trim()).isEmpty();
    assertThat(served(A).slot()).isSameAs(huge);
  }

  @Test
  void grownProcesses_makeIdleOnesGo() {
    ProcessSlot idle = served(A).slot();
    ProcessSlot busy = served(B).slot();
    scheduler.measured(idle, 400);
    scheduler.release(idle);
    scheduler.measured(busy, 500);
    assertThat(scheduler.trim()).isEmpty();
    scheduler.measured(busy, 700);
    assertThat(scheduler.trim()).containsExactly(idle);
    assertThat(scheduler.trim()).as("is ending already").isEmpty();
  }

  @Test
  void roomForALargeProcess_evictsAsManyAsNeeded() {
    scheduler = new SlotScheduler(10, 1_000);
    List<ProcessSlot> small = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      small.add(served(B).slot());
    }
    small.forEach(slot -> scheduler.measured(slot, 200));
    small.forEach(scheduler::release);
    ProcessSlot large = served(A).slot();
    scheduler.measured(large, 500);
    assertThat(scheduler.trim()).containsExactly(small.get(0), small.get(1));
  }

  private ProcessSlot idle(ProcessConfiguration configuration) {
    ProcessSlot slot = served(configuration).slot();
    scheduler.release(slot);
    return slot;
  }

  private SlotRequest served(ProcessConfiguration configuration, String... inputs) {
    SlotRequest request = new SlotRequest(configuration, inputs(inputs));
    scheduler.enter(request);
    assertThat(scheduler.serve()).containsExactly(request);
    return request;
  }

  private SlotRequest waiting(ProcessConfiguration configuration) {
    SlotRequest request = new SlotRequest(configuration, List.of());
    scheduler.enter(request);
    assertThat(scheduler.serve()).isEmpty();
    return request;
  }

  /** Each is a path of one letter and a digest of one digit. */
  private static List<Input> inputs(String... pathsAndDigests) {
    List<Input> inputs = new ArrayList<>();
    for (String each : pathsAndDigests) {
      inputs.add(new Input(each.substring(0, 1), Digest.ofText(each.substring(1))));
    }
    return inputs;
  }
}
