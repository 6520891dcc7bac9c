package dev.perdure.worker.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which process serves which request. It uses no threads, clocks or processes. Guarded by
 * the pool.
 *
 * <p>Requests are served in the order of their arrival. That loses nothing: the first one waits
 * only if no process is idle that could be used or ended, and then no other request could be served
 * either.
 */
final class SlotScheduler {
  /** For how many configurations the size of a process is remembered. */
  private static final int REMEMBERED = 256;

  private final int maxProcesses;
  private final long maxResidentBytes;

  /** The slots, in the order of their start. */
  private final Set<ProcessSlot> slots = new LinkedHashSet<>();

  private final Deque<SlotRequest> queue = new ArrayDeque<>();

  /**
   * How many bytes the largest process of a configuration has occupied; the next one is expected to
   * occupy as many.
   */
  private final Map<ProcessConfiguration, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);

  private long time;

  /**
   * Creates an empty scheduler.
   *
   * @param maxProcesses how many processes there may be
   * @param maxResidentBytes how many bytes of memory all processes may occupy; a single one may
   *     always run
   */
  SlotScheduler(int maxProcesses, long maxResidentBytes) {
    this.maxProcesses = maxProcesses;
    this.maxResidentBytes = maxResidentBytes;
  }

  /** Adds a request at the end of the queue. */
  void enter(SlotRequest request) {
    queue.addLast(request);
  }

  /** Adds a request, whose slot turned out to be unfit, at the front of the queue. */
  void returned(SlotRequest request) {
    request.reset();
    queue.addFirst(request);
  }

  /** Removes a request from the queue. */
  void leave(SlotRequest request) {
    queue.remove(request);
  }

  /** Gives slots to as many requests as can have one now, and returns these. */
  List<SlotRequest> serve() {
    List<SlotRequest> served = new ArrayList<>();
    while (!queue.isEmpty() && serve(queue.getFirst())) {
      served.add(queue.removeFirst());
    }
    return served;
  }

  private boolean serve(SlotRequest request) {
    ProcessSlot idle = bestIdle(request);
    if (idle != null) {
      idle.setState(ProcessSlot.State.BUSY);
      request.give(idle, List.of());
      return true;
    }
    long expected = sizes.getOrDefault(request.configuration(), 0L);
    List<ProcessSlot> evicted = roomFor(expected);
    if (evicted == null) {
      return false;
    }
    evicted.forEach(each -> each.setState(ProcessSlot.State.ENDING));
    ProcessSlot slot = new ProcessSlot(request.configuration(), expected);
    slots.add(slot);
    request.give(slot, evicted);
    return true;
  }

  /**
   * Of the idle slots that fit, the one that knows most of the inputs; among equals, the last used
   * one.
   */
  private @Nullable ProcessSlot bestIdle(SlotRequest request) {
    ProcessSlot best = null;
    int bestOverlap = 0;
    for (ProcessSlot slot : slots) {
      if (slot.state() != ProcessSlot.State.IDLE
          || !slot.configuration().equals(request.configuration())) {
        continue;
      }
      int overlap = slot.overlap(request.held());
      if (overlap < 0) {
        continue;
      }
      if (best == null
          || overlap > bestOverlap
          || (overlap == bestOverlap && slot.lastUse() > best.lastUse())) {
        best = slot;
        bestOverlap = overlap;
      }
    }
    return best;
  }

  /**
   * The slots that must be ended, and are not ending yet, to make room for one more process; null
   * if that must wait.
   */
  private @Nullable List<ProcessSlot> roomFor(long bytes) {
    if (!isTooMuch(slots.size() + 1, residentBytes() + bytes)) {
      return List.of();
    }
    if (slots.stream().anyMatch(slot -> slot.state() == ProcessSlot.State.ENDING)) {
      return null; // Their room is not free yet, and nothing more must be ended for it.
    }
    List<ProcessSlot> evicted = evicted(slots.size() + 1, residentBytes() + bytes);
    int count = slots.size() + 1 - evicted.size();
    long left = residentBytes() + bytes - evicted.stream().mapToLong(ProcessSlot::bytes).sum();
    return isTooMuch(count, left) ? null : evicted;
  }

  /**
   * The idle slots that must be ended, longest idle first; all of them if even that is not enough.
   */
  private List<ProcessSlot> evicted(int processes, long bytes) {
    List<ProcessSlot> idle = new ArrayList<>();
    for (ProcessSlot slot : slots) {
      if (slot.state() == ProcessSlot.State.IDLE) {
        idle.add(slot);
      }
    }
    idle.sort(Comparator.comparingLong(ProcessSlot::lastUse));
    int evicted = 0;
    long left = bytes;
    while (evicted < idle.size() && isTooMuch(processes - evicted, left)) {
      left -= idle.get(evicted++).bytes();
    }
    return List.copyOf(idle.subList(0, evicted));
  }

  private boolean isTooMuch(int processes, long bytes) {
    return processes > maxProcesses || (bytes > maxResidentBytes && processes > 1);
  }

  /** Notes how many bytes the process of a slot occupies. */
  void measured(ProcessSlot slot, long bytes) {
    slot.setBytes(bytes);
    sizes.merge(slot.configuration(), bytes, Math::max);
    if (sizes.size() > REMEMBERED) {
      sizes.remove(sizes.keySet().iterator().next());
    }
  }

  /** Releases a slot whose process can serve more requests. */
  void release(ProcessSlot slot) {
    slot.used(++time);
    slot.setState(ProcessSlot.State.IDLE);
  }

  /** Chooses the idle slots that must be ended because processes have grown. */
  List<ProcessSlot> trim() {
    int processes = 0;
    long bytes = 0;
    for (ProcessSlot slot : slots) {
      if (slot.state() != ProcessSlot.State.ENDING) {
        processes++;
        bytes += slot.bytes();
      }
    }
    List<ProcessSlot> evicted = evicted(processes, bytes);
    evicted.forEach(each -> each.setState(ProcessSlot.State.ENDING));
    return evicted;
  }

  /** Removes a slot. */
  void remove(ProcessSlot slot) {
    slots.remove(slot);
  }

  /** Removes all slots and requests, and returns the slots. */
  List<ProcessSlot> clear() {
    List<ProcessSlot> all = List.copyOf(slots);
    slots.clear();
    queue.clear();
    return all;
  }

  /** How many bytes all processes occupy, as far as known. */
  long residentBytes() {
    return slots.stream().mapToLong(ProcessSlot::bytes).sum();
  }
}
