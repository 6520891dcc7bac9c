import org.jspecify.annotations.NullMarked;

/** The proto codec of the worker protocol: length-delimited messages, without a library. */
@NullMarked
module dev.perdure.worker.proto {
  requires transitive dev.perdure.worker;
  requires static org.jspecify;

  exports dev.perdure.worker.proto;

  provides dev.perdure.worker.codec.WorkerCodec with
      dev.perdure.worker.proto.ProtoWorkerCodec;
}
