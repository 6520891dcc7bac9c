import org.jspecify.annotations.NullMarked;

/**
 * The persistent worker: handler, request context, singleplex loop, one-shot mode.
 *
 * <p>Codecs are found as services; {@code dev.perdure.worker.json} and {@code
 * dev.perdure.worker.proto} provide them.
 */
@NullMarked
module dev.perdure.worker {
  requires static java.logging;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.perdure.worker;
  exports dev.perdure.worker.codec;
  exports dev.perdure.worker.files to
      dev.perdure.worker.cache,
      dev.perdure.worker.jobserver,
      dev.perdure.worker.multiplex,
      dev.perdure.worker.process,
      dev.perdure.worker.testing,
      dev.perdure.worker.testing.cli;
  exports dev.perdure.worker.runtime.end to
      dev.perdure.worker.api.bridge,
      dev.perdure.worker.multiplex;
  exports dev.perdure.worker.runtime.log to
      dev.perdure.worker.api.bridge,
      dev.perdure.worker.cache,
      dev.perdure.worker.jobserver,
      dev.perdure.worker.multiplex,
      dev.perdure.worker.process,
      dev.perdure.worker.testing,
      dev.perdure.worker.testing.cli;
  exports dev.perdure.worker.runtime.loop to
      dev.perdure.worker.api.bridge,
      dev.perdure.worker.multiplex;
  exports dev.perdure.worker.runtime.request to
      dev.perdure.worker.api.bridge,
      dev.perdure.worker.cache,
      dev.perdure.worker.multiplex;
  exports dev.perdure.worker.runtime.streams to
      dev.perdure.worker.api.bridge,
      dev.perdure.worker.cache,
      dev.perdure.worker.multiplex;
  exports dev.perdure.worker.runtime.system to
      dev.perdure.worker.cache,
      dev.perdure.worker.client,
      dev.perdure.worker.jobserver,
      dev.perdure.worker.process,
      dev.perdure.worker.testing,
      dev.perdure.worker.testing.cli;

  uses dev.perdure.worker.Dispatch;
  uses dev.perdure.worker.codec.WorkerCodec;

  provides System.LoggerFinder with
      dev.perdure.worker.runtime.observe.RequestLoggerFinder;
}
