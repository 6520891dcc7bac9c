/**
 * The harness on the command line: checks, drives, measures, records, replays and explains any
 * worker, in any language.
 *
 * <p>It exports nothing; {@code dev.perdure.worker.testing} is the library.
 */
module dev.perdure.worker.testing.cli {
  requires dev.perdure.worker.testing;
  requires info.picocli;
  requires static org.jspecify;

  // picocli sets the commands' options by reflection.
  opens dev.perdure.worker.testing.cli to
      info.picocli;
}
