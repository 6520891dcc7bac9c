package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A processor of a worker's own, and the client behind it. Every wait ends after 30 s. */
final class QueueProcessor implements WorkerMessageProcessor {
  private static final long DEADLINE_SECONDS = 30;

  /** Stands for the end of the stream. */
  private static final WorkRequest END = WorkRequest.newBuilder().setSandboxDir("end").build();

  private final BlockingQueue<WorkRequest> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<WorkResponse> responses = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  @Override
  public @Nullable WorkRequest readWorkRequest() throws IOException {
    try {
      WorkRequest request = requests.take();
      return request == END ? null : request;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void writeWorkResponse(WorkResponse workResponse) {
    responses.add(workResponse);
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void send(int id, String... arguments) {
    requests.add(
        WorkRequest.newBuilder().setRequestId(id).addAllArguments(List.of(arguments)).build());
  }

  void cancel(int id) {
    requests.add(WorkRequest.newBuilder().setRequestId(id).setCancel(true).build());
  }

  void end() {
    requests.add(END);
  }

  WorkResponse await() throws InterruptedException {
    WorkResponse response = responses.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (response == null) {
      throw new AssertionError("no answer");
    }
    return response;
  }

  boolean hasAnswers() {
    return !responses.isEmpty();
  }
}
