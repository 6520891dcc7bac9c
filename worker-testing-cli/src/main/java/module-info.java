/**
 * The harness on the command line: checks, drives, measures, records, replays and explains any
 * worker, in any language.
 *
 * <p>It exports nothing; {@code dev.perdure.worker.testing} is the library.
 */
module dev.perdure.worker.testing.cli {
  requires com.google.gson;
  requires dev.perdure.worker.testing;
  requires info.picocli;
  requires static org.jspecify;

  // picocli sets the commands' options by reflection.
  opens dev.perdure.worker.testing.cli to
      info.picocli;
  opens dev.perdure.worker.testing.cli.bench to
      info.picocli;
  opens dev.perdure.worker.testing.cli.check to
      info.picocli;
  opens dev.perdure.worker.testing.cli.explain to
      info.picocli;
  opens dev.perdure.worker.testing.cli.options to
      info.picocli;
  opens dev.perdure.worker.testing.cli.output to
      info.picocli;
  opens dev.perdure.worker.testing.cli.record to
      info.picocli;
  opens dev.perdure.worker.testing.cli.replay to
      info.picocli;
  opens dev.perdure.worker.testing.cli.run to
      info.picocli;
}
