package dev.perdure.worker.runtime;

import dev.perdure.worker.codec.WorkerCodec;
import java.util.ServiceLoader;

/** Finds the codecs when the user named none. */
final class CodecServices {
  private CodecServices() {}

  static Iterable<WorkerCodec> load() {
    // Not the context class loader: a tool may have set that.
    return ServiceLoader.load(WorkerCodec.class, WorkerCodec.class.getClassLoader());
  }
}
