package dev.perdure.worker.multiplex;

import dev.perdure.worker.Dispatch;
import dev.perdure.worker.WorkPermits;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.Connection;
import dev.perdure.worker.runtime.Execution;
import dev.perdure.worker.runtime.WorkStopper;
import dev.perdure.worker.runtime.WorkerLoop;
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
 * thread-safe: each setting returns another one.
 */
public final class Multiplex implements Dispatch {
  private static final int DEFAULT_WAITING = 1_000;

  private final int slots;
  private final int waiting;
  private final boolean virtualThreads;
  private final ToolPolicy policy;

  /** What each request must hold while it runs, or null. */
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

  /** As many slots as processors, platform threads, any request beside any other. */
  public static Multiplex create() {
    return new Multiplex();
  }

  /** How many requests may run at once, from 1 on. */
  public Multiplex slots(int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots is " + slots);
    }
    return new Multiplex(slots, waiting, virtualThreads, policy, permits);
  }

  /**
   * How many requests may wait for a slot; with one more read, reading stops until a slot takes
   * one. The client's pipe fills then, and the client waits. 1,000 if not set.
   */
  public Multiplex maxWaiting(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("max waiting is " + requests);
    }
    return new Multiplex(slots, requests, virtualThreads, policy, permits);
  }

  /**
   * Slots are virtual threads: for handlers that mostly wait, with many slots.
   *
   * @throws IllegalStateException if this JDK has none (they came with 21)
   */
  public Multiplex virtualThreads() {
    SlotThreads.virtual();
    return new Multiplex(slots, waiting, true, policy, permits);
  }

  /** Only one request at a time, though many may wait and be cancelled: for a tool with globals. */
  public Multiplex exclusive() {
    return new Multiplex(slots, waiting, virtualThreads, ToolPolicy.exclusive(), permits);
  }

  /**
   * Requests of one key run one after the other, in the order of their arrival; requests of
   * different keys at once.
   *
   * @param key the key of a request, by {@code equals} and {@code hashCode}; all three are called
   *     by the reading thread, so they must be quick; what they throw fails the request
   */
  public Multiplex exclusiveBy(Function<WorkRequest, ?> key) {
    return new Multiplex(slots, waiting, virtualThreads, ToolPolicy.exclusiveBy(key), permits);
  }

  /**
   * A request that has a slot runs when it has a permit, too. One that is cancelled while it waits
   * is answered as cancelled and holds nothing. Permits of a job server bound the jobs of several
   * workers and of the tools that they start by one number.
   */
  public Multiplex permits(WorkPermits permits) {
    return new Multiplex(slots, waiting, virtualThreads, policy, permits);
  }

  @Override
  public WorkerLoop loop(Connection connection, Execution execution, WorkStopper stopping) {
    if (permits != null) {
      execution.bound(permits);
    }
    return new MultiplexLoop(connection, execution, stopping, this);
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
