/**
 * A harness that drives and tests any persistent worker, in this process or a separate one.
 *
 * <p>It has its own code for the protocol, and never uses the codecs that it tests.
 */
module dev.perdure.worker.testing {
  requires transitive dev.perdure.worker;
  requires com.google.gson;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;
  requires static org.junit.platform.commons;

  exports dev.perdure.worker.testing;
  exports dev.perdure.worker.testing.conformance;
  exports dev.perdure.worker.testing.page to
      dev.perdure.worker.testing.cli;
  exports dev.perdure.worker.testing.process to
      dev.perdure.worker.testing.cli;
  exports dev.perdure.worker.testing.wire to
      dev.perdure.worker.testing.cli;
}
