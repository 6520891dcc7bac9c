package dev.perdure.worker.process;

import dev.perdure.worker.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a slot, which waits in the queue, and the slot that it gets. Guarded by the pool.
 */
final class SlotRequest {
  private final ProcessConfiguration configuration;
  private final List<Input> held;
  private @Nullable ProcessSlot slot;
  private List<ProcessSlot> evicted = List.of();

  SlotRequest(ProcessConfiguration configuration, List<Input> held) {
    this.configuration = configuration;
    this.held = held;
  }

  ProcessConfiguration configuration() {
    return configuration;
  }

  /** The inputs that decide which process can serve it. */
  List<Input> held() {
    return held;
  }

  /** The slot that it got, or null while it waits. */
  @Nullable ProcessSlot slot() {
    return slot;
  }

  /** The slots whose processes must be ended before the process of this slot is started. */
  List<ProcessSlot> evicted() {
    return evicted;
  }

  void give(ProcessSlot slot, List<ProcessSlot> evicted) {
    this.slot = slot;
    this.evicted = evicted;
  }

  /** Makes it wait again. */
  void reset() {
    slot = null;
    evicted = List.of();
  }
}
