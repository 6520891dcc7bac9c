import com.google.devtools.build.lib.worker.ProtoWorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkRequestHandler;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestCallback;
import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkRequestHandlerBuilder;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies its second argument to its first, as a worker for Bazel's official library does it. */
final class Bridged {
  private Bridged() {}

  public static void main(String[] args) throws IOException {
    try (WorkRequestHandler handler =
        new WorkRequestHandlerBuilder(
                new WorkRequestCallback(Bridged::work),
                System.err,
                new ProtoWorkerMessageProcessor(System.in, System.out))
            .build()) {
      handler.processRequests();
    }
  }

  private static int work(WorkRequest request, PrintWriter out) {
    Path root = Path.of(request.getSandboxDir());
    try {
      byte[] bytes = Files.readAllBytes(root.resolve(request.getArguments(1)));
      Files.write(root.resolve(request.getArguments(0)), bytes);
      return 0;
    } catch (IOException e) {
      out.println(e);
      return 1;
    }
  }
}
