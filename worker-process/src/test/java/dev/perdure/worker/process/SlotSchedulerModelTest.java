package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Random histories of requests, sizes, ends and cancellations. The test keeps its own books of what
 * really runs, and checks what each decision promises.
 */
class SlotSchedulerModelTest {
  private static final int STEPS = 3_000;
  private static final int MAX_PROCESSES = 5;
  private static final long MAX_BYTES = 1_000;

  private static Random seeds;

  private final SlotScheduler scheduler = new SlotScheduler(MAX_PROCESSES, MAX_BYTES);
  private final List<SlotRequest> queue = new ArrayList<>();
  private final Map<ProcessSlot, SlotRequest> busy = new LinkedHashMap<>();

  /** Idle ones, the longest idle first. */
  private final List<ProcessSlot> idle = new ArrayList<>();

  /** Evicted ones that still run, and who waits for their end. */
  private final Map<ProcessSlot, SlotRequest> ending = new LinkedHashMap<>();

  private final Map<ProcessSlot, Map<String, Digest>> known = new LinkedHashMap<>();
  private Random random;
  private int served;

  @BeforeEach
  void seed() {
    if (seeds == null) {
      long seed = Long.getLong("perdure.seed", 20_261_122L);
      System.out.println("-Dperdure.seed=" + seed);
      seeds = new Random(seed);
    }
    random = new Random(seeds.nextLong());
  }

  @RepeatedTest(20)
  void randomHistory_keepsBoundsOrderAndDigests() {
    for (int step = 0; step < STEPS; step++) {
      act(random.nextInt(10));
      checkBounds();
    }
    while (!busy.isEmpty() || !ending.isEmpty()) {
      act(random.nextBoolean() ? 4 : 9);
    }
    assertThat(queue).as("requests that nobody serves although nothing runs").isEmpty();
    assertThat(served).isGreaterThan(STEPS / 10);
  }

  private void act(int what) {
    switch (what) {
      case 0, 1, 2, 3 -> arrive();
      case 4, 5, 6 -> finish();
      case 7 -> cancel();
      case 8 -> die();
      default -> endEvicted();
    }
    serve();
  }

  private void arrive() {
    if (queue.size() < 20) {
      SlotRequest request = new SlotRequest(configuration(), inputs());
      queue.add(request);
      scheduler.enter(request);
    }
  }

  private void finish() {
    ProcessSlot slot = oneOf(List.copyOf(busy.keySet()));
    if (slot == null || isStarting(slot)) {
      return;
    }
    SlotRequest request = busy.remove(slot);
    slot.hold(request.held());
    request.held().forEach(input -> known.get(slot).put(input.path(), input.digest()));
    scheduler.measured(slot, random.nextInt(450));
    if (random.nextInt(10) == 0) {
      remove(slot); // Crashed, or retired.
      return;
    }
    scheduler.release(slot);
    idle.add(slot);
    for (ProcessSlot each : scheduler.trim()) {
      assertThat(idle.remove(each)).as("only idle ones are ended").isTrue();
      ending.put(each, request);
    }
  }

  private void cancel() {
    SlotRequest request = oneOf(queue);
    if (request != null) {
      queue.remove(request);
      scheduler.leave(request);
    }
  }

  private void die() {
    ProcessSlot slot = oneOf(idle);
    if (slot != null && random.nextInt(5) == 0) {
      idle.remove(slot);
      remove(slot);
    }
  }

  private void endEvicted() {
    ProcessSlot slot = oneOf(List.copyOf(ending.keySet()));
    if (slot != null) {
      ending.remove(slot);
      remove(slot);
    }
  }

  private void remove(ProcessSlot slot) {
    known.remove(slot);
    scheduler.remove(slot);
  }

  private void serve() {
    int before = queue.size();
    for (SlotRequest request : scheduler.serve()) {
      assertThat(request).as("the first of the queue").isSameAs(queue.remove(0));
      served++;
      ProcessSlot slot = request.slot();
      assertThat(slot.configuration()).isEqualTo(request.configuration());
      if (idle.contains(slot)) {
        checkChoice(request, slot);
        idle.remove(slot);
      } else {
        assertThat(known).as("a new process").doesNotContainKey(slot);
        assertThat(usable(request)).as("idle ones that would have done").isEmpty();
        known.put(slot, new LinkedHashMap<>());
        assertThat(request.evicted()).isEqualTo(idle.subList(0, request.evicted().size()));
        idle.removeAll(request.evicted());
        request.evicted().forEach(each -> ending.put(each, request));
      }
      assertThat(busy.put(slot, request)).as("whom it worked for already").isNull();
    }
    if (before > 0 && !queue.isEmpty()) {
      assertThat(usable(queue.get(0))).as("idle ones that the first could have").isEmpty();
      if (ending.isEmpty() && !busy.isEmpty()) {
        return;
      }
      assertThat(busy.size() + ending.size()).as("what the first waits for").isPositive();
    }
  }

  private void checkChoice(SlotRequest request, ProcessSlot slot) {
    List<ProcessSlot> usable = usable(request);
    assertThat(usable).contains(slot);
    Comparator<ProcessSlot> better =
        Comparator.<ProcessSlot>comparingInt(each -> overlap(each, request))
            .thenComparingInt(idle::indexOf);
    assertThat(slot).isSameAs(usable.stream().max(better).orElseThrow());
  }

  private List<ProcessSlot> usable(SlotRequest request) {
    return idle.stream()
        .filter(slot -> slot.configuration().equals(request.configuration()))
        .filter(slot -> overlap(slot, request) >= 0)
        .toList();
  }

  private int overlap(ProcessSlot slot, SlotRequest request) {
    int overlap = 0;
    for (Input input : request.held()) {
      Digest digest = known.get(slot).get(input.path());
      if (digest != null && !digest.equals(input.digest())) {
        return -1;
      }
      overlap += digest == null ? 0 : 1;
    }
    return overlap;
  }

  /** Who has been given a slot starts its process only when the evicted are gone. */
  private boolean isStarting(ProcessSlot slot) {
    return ending.containsValue(busy.get(slot)) && known.get(slot).isEmpty();
  }

  private void checkBounds() {
    Set<ProcessSlot> running = new HashSet<>(idle);
    running.addAll(ending.keySet());
    busy.keySet().stream().filter(slot -> !isStarting(slot)).forEach(running::add);
    assertThat(running).as("processes at once").hasSizeLessThanOrEqualTo(MAX_PROCESSES);
    long idleBytes = idle.stream().mapToLong(ProcessSlot::bytes).sum();
    long all = idleBytes + busy.keySet().stream().mapToLong(ProcessSlot::bytes).sum();
    if (all > MAX_BYTES) {
      assertThat(idle).as("idle ones beyond the bound of memory").hasSizeLessThan(2);
    }
  }

  private ProcessConfiguration configuration() {
    return ProcessConfiguration.of("tool" + random.nextInt(3));
  }

  private List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    for (String path : List.of("a", "b", "c", "d")) {
      if (random.nextBoolean()) {
        inputs.add(new Input(path, Digest.ofText(random.nextInt(8) == 0 ? "2" : "1")));
      }
    }
    return inputs;
  }

  private <T> T oneOf(List<T> list) {
    return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
  }
}
