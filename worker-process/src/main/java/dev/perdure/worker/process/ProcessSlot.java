package dev.perdure.worker.process;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place of one process in a pool, and what is known about it. Guarded by the pool. */
final class ProcessSlot {
  /** Whether a request is using it. */
  enum State {
    IDLE,
    BUSY,
    /** It is about to be ended, and takes up room until then. */
    ENDING
  }

  private final ProcessConfiguration configuration;

  /** The digests of the files that it may know, by path. */
  private final Map<String, Digest> held = new HashMap<>();

  private boolean forgets;
  private State state = State.BUSY;
  private long bytes;
  private long lastUse;
  private int requests;

  /** Null until it is started. */
  private @Nullable ToolProcess process;

  private Timers.@Nullable Timer watch;

  /** A place for a process that will be started for a request, already in use by it. */
  ProcessSlot(ProcessConfiguration configuration, long expectedBytes) {
    this.configuration = configuration;
    bytes = expectedBytes;
  }

  ProcessConfiguration configuration() {
    return configuration;
  }

  State state() {
    return state;
  }

  void setState(State state) {
    this.state = state;
  }

  /** How many bytes of memory it occupies, as far as known. */
  long bytes() {
    return bytes;
  }

  void setBytes(long bytes) {
    this.bytes = bytes;
  }

  /** When it was last released, as a count of such events. */
  long lastUse() {
    return lastUse;
  }

  /** Notes the end of a request. */
  void used(long time) {
    lastUse = time;
    requests++;
  }

  /** How many requests it has served. */
  int requests() {
    return requests;
  }

  @Nullable ToolProcess process() {
    return process;
  }

  void setProcess(ToolProcess process) {
    this.process = process;
  }

  /** Sets the timer to close when its process is ended. */
  void setWatch(Timers.Timer watch) {
    this.watch = watch;
  }

  Timers.@Nullable Timer watch() {
    return watch;
  }

  /** Sets whether its process can forget a file that it holds. */
  void setForgets(boolean forgets) {
    this.forgets = forgets;
  }

  /**
   * How many of the inputs it has loaded; -1 if it holds one with another digest and can't forget
   * it.
   */
  int overlap(List<Input> inputs) {
    int count = 0;
    for (Input input : inputs) {
      Digest known = held.get(input.path());
      if (known == null) {
        continue;
      }
      if (!known.equals(input.digest())) {
        if (!forgets) {
          return -1;
        }
      } else if (!known.isEmpty()) {
        count++;
      }
    }
    return count;
  }

  /**
   * Removes and returns the files that it holds with other digests than these, which its process
   * must forget.
   */
  List<Input> dropConflicts(List<Input> inputs) {
    List<Input> conflicts = new ArrayList<>();
    for (Input input : inputs) {
      Digest known = held.get(input.path());
      if (known != null && !known.equals(input.digest())) {
        conflicts.add(new Input(input.path(), known));
        held.remove(input.path());
      }
    }
    return conflicts;
  }

  /** Notes that it may know {@code inputs} from now on. */
  void hold(List<Input> inputs) {
    for (Input input : inputs) {
      held.put(input.path(), input.digest());
    }
  }

  /** How many files it may know. */
  int heldCount() {
    return held.size();
  }
}
