package dev.perdure.worker.it.bridge;

import com.google.devtools.build.lib.worker.ProtoWorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestHandlerBuilder;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A worker with a processor of its own around the library's, which prints where it must not. */
public final class OwnProcessorWorker implements WorkerMessageProcessor {
  private final WorkerMessageProcessor processor =
      new ProtoWorkerMessageProcessor(System.in, System.out);

  private OwnProcessorWorker() {}

  public static void main(String[] args) throws IOException {
    new WorkRequestHandlerBuilder(
            new WorkRequestCallback(
                (request, out) -> {
                  System.out.print("request " + request.getRequestId());
                  return 0;
                }),
            System.err,
            new OwnProcessorWorker())
        .build()
        .processRequests();
  }

  @Override
  public @Nullable WorkRequest readWorkRequest() throws IOException {
    WorkRequest request = processor.readWorkRequest();
    System.out.println("read " + (request == null ? "the end" : request.getRequestId()));
    return request;
  }

  @Override
  public void writeWorkResponse(WorkResponse workResponse) throws IOException {
    processor.writeWorkResponse(workResponse);
  }

  @Override
  public void close() throws IOException {
    processor.close();
  }
}
