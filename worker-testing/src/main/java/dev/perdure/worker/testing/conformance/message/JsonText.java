package dev.perdure.worker.testing.conformance.message;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.Protocol;
import dev.perdure.worker.testing.WorkerHarness;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON requests that express the usual in an unusual form. */
public final class JsonText {
  private JsonText() {}

  /** A request as Bazel prints it, without the newline. */
  public static String of(WorkRequest request) {
    return new String(Protocol.JSON.encode(request), StandardCharsets.UTF_8).strip();
  }

  /** Sends {@code text}, which means the same as {@code request}, and a newline. */
  public static void send(WorkerHarness worker, WorkRequest request, String text) {
    worker.send(List.of(request), List.of((text + '\n').getBytes(StandardCharsets.UTF_8)));
  }
}
