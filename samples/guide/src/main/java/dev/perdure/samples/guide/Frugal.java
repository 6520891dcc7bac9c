package dev.perdure.samples.guide;

import dev.perdure.worker.Worker;
import dev.perdure.worker.jobserver.JobAddress;
import dev.perdure.worker.jobserver.JobClient;
import dev.perdure.worker.jobserver.JobProtocol;
import dev.perdure.worker.jobserver.JobServer;
import dev.perdure.worker.multiplex.Multiplex;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Workers that share the machine's cores. */
public final class Frugal {
  private Frugal() {}

  // #region client
  public static void main(String[] args) {
    Multiplex multiplex = Multiplex.create().slots(8);
    // Under make -j, or with -jsem NAME, a request runs when there is a token for it.
    Optional<JobAddress> address = JobAddress.find(System.getenv(), List.of(args));
    if (address.isPresent()) {
      multiplex = multiplex.permits(JobClient.join(address.get()));
    }
    System.exit(Worker.of(new Concatenation()).multiplex(multiplex).run(args));
  }

  // #endregion client

  static int build(List<String> command, JobProtocol protocol)
      throws IOException, InterruptedException {
    // #region server
    try (JobServer server = JobServer.create(protocol, 4)) {
      // Four jobs in all: those of this child, its children, and this process.
      return server.start(new ProcessBuilder(command).inheritIO()).waitFor();
    }
    // #endregion server
  }
}
