package dev.perdure.worker.testing.pool;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The workers of one key, their busy slots, and the threads that wait for one. Thread-safe. */
final class WorkersOfKey {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final List<Member> members = new ArrayList<>();
  private final int mostWorkers;
  private final int slots;

  WorkersOfKey(int mostWorkers, int slots) {
    this.mostWorkers = mostWorkers;
    this.slots = slots;
  }

  /**
   * Waits for a slot; starts a worker only if all running ones are busy. A thread that releases a
   * slot waits for that start, which takes milliseconds. So two threads never start one worker too
   * many.
   */
  Lease lease(Supplier<PooledWorker> starter) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        removeEnded();
        Lease free = free();
        if (free != null) {
          return free;
        }
        if (members.size() < mostWorkers) {
          members.add(new Member(starter.get()));
        } else {
          changed.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes workers that have ended, as they may between two requests (F20). */
  private void removeEnded() {
    List<Member> ended =
        members.stream().filter(member -> member.isIdle() && !member.worker.isRunning()).toList();
    members.removeAll(ended);
    ended.forEach(member -> member.worker.close());
  }

  private @Nullable Lease free() {
    for (Member member : members) {
      int slot = member.busy.nextClearBit(0);
      if (slot < slots) {
        member.busy.set(slot);
        return new Lease(this, member, slot);
      }
    }
    return null;
  }

  /** Releases a slot. */
  private void release(Lease lease, boolean broken) {
    lock.lock();
    try {
      lease.member.busy.clear(lease.slot);
      if (broken) {
        members.remove(lease.member);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all workers. */
  void close() {
    List<Member> all;
    lock.lock();
    try {
      all = List.copyOf(members);
      members.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(member -> member.worker.close());
  }

  int size() {
    lock.lock();
    try {
      return members.size();
    } finally {
      lock.unlock();
    }
  }

  private static final class Member {
    final PooledWorker worker;
    final BitSet busy = new BitSet();

    Member(PooledWorker worker) {
      this.worker = worker;
    }

    boolean isIdle() {
      return busy.isEmpty();
    }
  }

  /** A slot that the caller has until it is released. */
  static final class Lease {
    private final WorkersOfKey owner;
    private final Member member;
    private final int slot;
    private boolean sent;
    private boolean cancelled;
    private boolean over;

    private Lease(WorkersOfKey owner, Member member, int slot) {
      this.owner = owner;
      this.member = member;
      this.slot = slot;
    }

    PooledWorker worker() {
      return member.worker;
    }

    int slot() {
      return slot;
    }

    /** Notes that the request was sent to the worker. */
    synchronized void sent() {
      sent = true;
      cancelWhatRuns();
    }

    /**
     * Cancels the request of the slot, unless the slot was released: then it belongs to another
     * action. If the request was not sent yet, it is cancelled as soon as it has been, because the
     * worker does not know it before.
     */
    synchronized void cancel() {
      cancelled = true;
      cancelWhatRuns();
    }

    private void cancelWhatRuns() {
      if (cancelled && sent && !over) {
        member.worker.cancel(slot);
      }
    }

    private synchronized void end() {
      over = true;
    }

    void release() {
      end();
      owner.release(this, false);
    }

    /** Releases a worker that did something wrong, so that nobody uses it any more. */
    void discard() {
      end();
      owner.release(this, true);
      member.worker.close();
    }
  }
}
