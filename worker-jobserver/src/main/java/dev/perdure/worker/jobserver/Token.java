package dev.perdure.worker.jobserver;

import java.io.IOException;

/** The right to run one job, as its protocol represents it; given back once. */
@FunctionalInterface
interface Token {
  void giveBack() throws IOException;
}
