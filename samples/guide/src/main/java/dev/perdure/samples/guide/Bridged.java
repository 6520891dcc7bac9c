package dev.perdure.samples.guide;

// #region bridged
import com.google.devtools.build.lib.worker.ProtoWorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkRequestHandler;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestHandlerBuilder;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** A worker as it was written for the official library; not a line of it is Perdure's. */
public final class Bridged {
  private Bridged() {}

  public static void main(String[] args) throws IOException {
    try (WorkRequestHandler handler =
        new WorkRequestHandlerBuilder(
                new WorkRequestCallback(Bridged::work),
                System.err,
                new ProtoWorkerMessageProcessor(System.in, System.out))
            .setCancelCallback((id, thread) -> thread.interrupt())
            .setCpuUsageBeforeGc(Duration.ofSeconds(10))
            .build()) {
      handler.processRequests();
    }
  }

  private static int work(WorkRequest request, PrintWriter out) {
    out.println("request " + request.getRequestId() + ": " + request.getArgumentsList());
    return 0;
  }
}
// #endregion bridged
