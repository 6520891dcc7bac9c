package dev.perdure.worker.it.bridge;

import com.google.devtools.build.lib.worker.ProtoWorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkRequestHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * As {@link OfficialApiWorker}, but by the API's older constructor, which shows no message: what is
 * compiled with the official library links with the bridge.
 */
public final class LinkedWorker {
  private LinkedWorker() {}

  @SuppressWarnings("deprecation") // Workers in the field call it.
  public static void main(String[] args) throws IOException {
    new WorkRequestHandler(
            LinkedWorker::work,
            System.err,
            new ProtoWorkerMessageProcessor(System.in, System.out),
            Duration.ofSeconds(10))
        .processRequests();
  }

  private static int work(List<String> arguments, PrintWriter out) {
    out.print(arguments);
    return arguments.size();
  }
}
