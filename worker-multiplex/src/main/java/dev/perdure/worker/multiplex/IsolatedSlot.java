package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.runtime.log.WorkerMessage;
import dev.perdure.worker.runtime.streams.StandardStreams;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The tool of one slot, loaded again when its files have changed. Used by the slot's thread only.
 */
final class IsolatedSlot implements WorkHandler, AutoCloseable {
  private final IsolatedTool tool;

  /** Null if none is loaded: loading failed, or the slot has ended. */
  private @Nullable LoadedTool loaded;

  private IsolatedSlot(IsolatedTool tool) {
    this.tool = tool;
  }

  static IsolatedSlot open(IsolatedTool tool) throws Exception {
    IsolatedSlot slot = new IsolatedSlot(tool);
    slot.loaded = tool.load();
    return slot;
  }

  @Override
  public int work(WorkContext context) throws Exception {
    LoadedTool current = loaded;
    if (current != null && current.hasChanged()) {
      closeChanged(); // First, since the next one may need what it has open.
      current = null;
    }
    if (current == null) {
      current = tool.load();
      loaded = current;
    }
    ProcessSettings.enter();
    try {
      return current.work(context);
    } finally {
      ProcessSettings.leave();
    }
  }

  private void closeChanged() {
    try {
      close();
    } catch (IOException | RuntimeException | LinkageError e) {
      // This is the tool's own code, which may need classes that are gone.
      StandardStreams.logOfCaller().say(WorkerMessage.SLOT_CLOSE_FAILED.text(e));
    }
  }

  @Override
  public void close() throws IOException {
    LoadedTool last = loaded;
    loaded = null;
    if (last != null) {
      last.close();
    }
  }
}
