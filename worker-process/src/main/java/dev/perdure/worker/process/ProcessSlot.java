package dev.perdure.worker.process;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place of one process among those of a pool, and what is known of it. Guarded by the pool. */
final class ProcessSlot {
  /** Whether a request has it. */
  enum State {
    IDLE,
    BUSY,
    /** It is to be ended, and takes its room until it is. */
    ENDING
  }

  private final ProcessConfiguration configuration;

  /** What it may know of files, by their paths. */
  private final Map<String, Digest> held = new HashMap<>();

  private boolean forgets;
  private State state = State.BUSY;
  private long bytes;
  private long lastUse;
  private int requests;

  /** Null until it is started. */
  private @Nullable ToolProcess process;

  private Timers.@Nullable Timer watch;

  /** A place for a process that is to be started for a request. */
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

  /** What it occupies, as far as it is known. */
  long bytes() {
    return bytes;
  }

  void setBytes(long bytes) {
    this.bytes = bytes;
  }

  /** When it was last given back, in a count of such events. */
  long lastUse() {
    return lastUse;
  }

  /** Notes the end of a request. */
  void used(long time) {
    lastUse = time;
    requests++;
  }

  /** How many requests it has had. */
  int requests() {
    return requests;
  }

  @Nullable ToolProcess process() {
    return process;
  }

  void setProcess(ToolProcess process) {
    this.process = process;
  }

  /** Has this closed when its process is ended. */
  void setWatch(Timers.Timer watch) {
    this.watch = watch;
  }

  Timers.@Nullable Timer watch() {
    return watch;
  }

  /** Whether its process can forget a file that it holds. */
  void setForgets(boolean forgets) {
    this.forgets = forgets;
  }

  /** How many of the inputs it has loaded; -1 if it holds one at another digest for good. */
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

  /** What it holds at other digests than these; it will be forgotten. */
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

  /** Notes that it may know these from now on. */
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
