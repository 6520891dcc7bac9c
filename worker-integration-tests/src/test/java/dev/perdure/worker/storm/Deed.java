package dev.perdure.worker.storm;

/** What is done to a worker while it works. */
enum Deed {
  KILL,
  KILL_GROUP,
  KILL_SESSION,
  TERMINATE,
  INTERRUPT,
  END_OF_INPUT,
  STOP_AND_CONTINUE,
  STOP_A_CHILD,
  KILL_A_CHILD,
  KILL_ALL_CHILDREN,
  FILL_DISKS,
  NOTHING;

  /** Whether the worker may end by it, without the answers that are missing. */
  boolean endsWorker() {
    return switch (this) {
      case KILL, KILL_GROUP, KILL_SESSION, TERMINATE, INTERRUPT, END_OF_INPUT -> true;
      default -> false;
    };
  }

  /** Whether requests may fail by it; each is answered all the same. */
  boolean failsRequests() {
    return switch (this) {
      case KILL_A_CHILD, KILL_ALL_CHILDREN, FILL_DISKS -> true;
      default -> false;
    };
  }
}
