import org.jspecify.annotations.NullMarked;

/** The JSON codec of the worker protocol: one object per message, without a library. */
@NullMarked
module dev.perdure.worker.json {
  requires transitive dev.perdure.worker;
  requires static org.jspecify;

  exports dev.perdure.worker.json;

  provides dev.perdure.worker.codec.WorkerCodec with
      dev.perdure.worker.json.JsonWorkerCodec;
}
