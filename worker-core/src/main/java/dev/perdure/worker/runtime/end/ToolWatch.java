package dev.perdure.worker.runtime.end;

import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerMessage;
import org.jspecify.annotations.Nullable;

/** Ends a worker whose own files are replaced while it runs. Thread-safe. */
public final class ToolWatch {
  private final WorkStopper stopper;
  private final WorkHandler tool;

  /** Guarded by this. */
  private @Nullable ToolFiles files;

  /**
   * @param tool names files of its own; those of the worker's code are watched too
   */
  ToolWatch(WorkStopper stopper, WorkHandler tool) {
    this.stopper = stopper;
    this.tool = tool;
  }

  /** The files, as they are when this is called first. */
  public synchronized ToolFiles files() {
    if (files == null) {
      files = ToolFiles.ofProcess(tool.toolFiles());
    }
    return files;
  }

  /**
   * Checks whether a failure may be caused by files that were replaced while the worker was
   * running.
   *
   * @param linkage whether a class could not be loaded
   * @return what to tell the user who sees the failure, or null
   */
  public @Nullable String check(boolean linkage) {
    if (!stopper.isEndPrepared()) {
      return null;
    }
    if (!stopper.isRefusing()) {
      String changed = files().changedOnDisk();
      if (!changed.isEmpty() && linkage) {
        changed(changed);
      } else if (!changed.isEmpty()) {
        stopper.retire(WorkerEnd.retired(WorkerMessage.FILE_CHANGED.text(changed)));
      }
    }
    return linkage ? stopper.refusal() : null;
  }

  /** Notes that the worker's own file {@code path} has changed. */
  public void changed(String path) {
    stopper.log().say(WorkerMessage.SELF_CHANGED.text(path));
    stopper.refuse(WorkerMessage.REQUEST_REFUSED.text(path));
  }
}
