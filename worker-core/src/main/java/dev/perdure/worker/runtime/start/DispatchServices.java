package dev.perdure.worker.runtime.start;

import dev.perdure.worker.Dispatch;
import dev.perdure.worker.runtime.log.WorkerMessage;
import java.util.ServiceLoader;

/** Finds the module that serves many requests at once. */
public final class DispatchServices {
  private DispatchServices() {}

  /**
   * The dispatch of worker-multiplex.
   *
   * @throws IllegalStateException if that module is missing
   */
  public static Dispatch multiplex() {
    for (Dispatch dispatch : ServiceLoader.load(Dispatch.class, Dispatch.class.getClassLoader())) {
      return dispatch;
    }
    throw new IllegalStateException(WorkerMessage.MULTIPLEX_MISSING.text());
  }
}
