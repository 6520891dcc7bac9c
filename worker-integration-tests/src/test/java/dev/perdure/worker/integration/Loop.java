package dev.perdure.worker.integration;

import dev.perdure.worker.Worker;

/** How a worker dispatches its requests. */
enum Loop {
  SINGLEPLEX {
    @Override
    Worker configure(Worker worker) {
      return worker;
    }
  },
  MULTIPLEX {
    @Override
    Worker configure(Worker worker) {
      return worker.multiplex();
    }
  };

  abstract Worker configure(Worker worker);
}
