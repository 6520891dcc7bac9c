package com.google.devtools.build.lib.worker;

import com.google.devtools.build.lib.worker.WorkRequestHandler.WorkerMessageProcessor;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkRequest;
import com.google.devtools.build.lib.worker.WorkerProtocol.WorkResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages in proto, each after its length. One thread may read; any thread may write.
 *
 * <p>In a process that was started with {@code --persistent_worker}, a handler with this serves the
 * standard streams, and takes the given ones for wrappers of these.
 */
public final class ProtoWorkerMessageProcessor implements WorkerMessageProcessor {
  private final InputStream stdin;
  private final OutputStream stdout;

  /** Reads requests from {@code stdin} and writes answers to {@code stdout}. */
  public ProtoWorkerMessageProcessor(InputStream stdin, OutputStream stdout) {
    this.stdin = Objects.requireNonNull(stdin, "stdin");
    this.stdout = Objects.requireNonNull(stdout, "stdout");
  }

  InputStream in() {
    return stdin;
  }

  OutputStream out() {
    return stdout;
  }

  /**
   * The next request, or null if the stream has ended.
   *
   * @throws IOException if it can't be read, or if what comes is no whole message
   */
  @Override
  public @Nullable WorkRequest readWorkRequest() throws IOException {
    return WorkRequest.parseDelimitedFrom(stdin);
  }

  @Override
  public synchronized void writeWorkResponse(WorkResponse workResponse) throws IOException {
    workResponse.writeDelimitedTo(stdout);
    stdout.flush();
  }

  /** Closes both streams, unless they are the process's own and serve its client. */
  @Override
  public void close() {
    if (!ProcessWire.isClaimed()) {
      try (stdout) {
        stdin.close();
      } catch (IOException e) {
        return; // Answers are flushed one by one, so nothing is lost.
      }
    }
  }
}
