package dev.perdure.worker.multiplex;

import dev.perdure.worker.Dispatch;
import dev.perdure.worker.WorkPermits;
import dev.perdure.worker.WorkRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many requests at once, in a bounded number of slots.
 *
 * <pre>{@code
 * Worker.of(MyTool::work).multiplex(Multiplex.create().slots(4)).run(args)
 * }</pre>
 *
 * <p>A slot is a thread that works on one request at a time and stays for the next. Immutable and
 * thread-safe: each setting returns another instance.
 */
public final class Multiplex implements Dispatch {
  private static final int DEFAULT_WAITING = 1_000;

  private final int slots;
  private final int waiting;
  private final boolean virtualThreads;
  private final ToolPolicy policy;

  /** Gives the permit that each request must hold while it runs, or null. */
  private final @Nullable WorkPermits permits;

  /** For the service loader; users call {@link #create()}. */
  public Multiplex() {
    this(
        Runtime.getRuntime().availableProcessors(),
        DEFAULT_WAITING,
        false,
        ToolPolicy.shared(),
        null);
  }

  private Multiplex(
      int slots,
      int waiting,
      boolean virtualThreads,
      ToolPolicy policy,
      @Nullable WorkPermits permits) {
    this.slots = slots;
    this.waiting = waiting;
    this.virtualThreads = virtualThreads;
    this.policy = policy;
    this.permits = permits;
  }

  /**
   * As many slots as processors, on platform threads, where all requests may run at the same time.
   */
  public static Multiplex create() {
    return new Multiplex();
  }

  /** Sets how many requests may run at once, at least 1. */
  public Multiplex slots(int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots is " + slots);
    }
    return new Multiplex(slots, waiting, virtualThreads, policy, permits);
  }

  /**
   * Sets how many requests may wait for a slot; by default, 1,000. When one more has been read,
   * reading stops until a slot takes one. Then the client's pipe fills up, and the client waits.
   */
  public Multiplex maxWaiting(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("max waiting is " + requests);
    }
    return new Multiplex(slots, requests, virtualThreads, policy, permits);
  }

  /**
   * Uses virtual threads for the slots. This suits handlers that mostly wait, with many slots.
   *
   * @throws IllegalStateException if this JDK has no virtual threads, that is, before 21
   */
  public Multiplex virtualThreads() {
    SlotThreads.virtual();
    return new Multiplex(slots, waiting, true, policy, permits);
  }

  /**
   * Runs only one request at a time, for a tool with global state. Others may wait, and can be
   * cancelled while they do.
   */
  public Multiplex exclusive() {
    return new Multiplex(slots, waiting, virtualThreads, ToolPolicy.exclusive(), permits);
  }

  /**
   * Runs requests with the same key one after another, in the order of their arrival. Requests with
   * different keys may run at the same time.
   *
   * @param key returns the key of a request; keys are compared by {@code equals} and {@code
   *     hashCode}. The reading thread calls all three, so they must be quick. If one throws, the
   *     request fails
   */
  public Multiplex exclusiveBy(Function<WorkRequest, ?> key) {
    return new Multiplex(slots, waiting, virtualThreads, ToolPolicy.exclusiveBy(key), permits);
  }

  /**
   * Sets the permits that requests need besides a slot. A request that is cancelled while it waits
   * for its permit is answered as cancelled and holds none. With the permits of a job server, one
   * number limits the jobs of several workers and of the tools that they start.
   */
  public Multiplex permits(WorkPermits permits) {
    return new Multiplex(slots, waiting, virtualThreads, policy, permits);
  }

  @Override
  public Object loops() {
    return new Loops(this);
  }

  @Nullable WorkPermits permits() {
    return permits;
  }

  int slots() {
    return policy.isExclusive() ? 1 : slots;
  }

  int maxWaiting() {
    return waiting;
  }

  SlotThreads slotThreads() {
    return virtualThreads ? SlotThreads.virtual() : SlotThreads.platform();
  }

  ToolPolicy policy() {
    return policy;
  }
}
