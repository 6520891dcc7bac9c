import org.jspecify.annotations.NullMarked;

/** The JSON codec of the worker protocol: an object a message, no library behind it. */
@NullMarked
module dev.perdure.worker.json {
  requires transitive dev.perdure.worker;
  requires static org.jspecify;

  exports dev.perdure.worker.json;

  provides dev.perdure.worker.codec.WorkerCodec with
      dev.perdure.worker.json.JsonWorkerCodec;
}
