package dev.perdure.worker.runtime.loop;

import dev.perdure.worker.codec.WorkerCodec;
import java.util.ServiceLoader;

/** Finds the codecs if the user has named none. */
final class CodecServices {
  private CodecServices() {}

  static Iterable<WorkerCodec> load() {
    // Not the context class loader, which a tool may have set.
    return ServiceLoader.load(WorkerCodec.class, WorkerCodec.class.getClassLoader());
  }
}
