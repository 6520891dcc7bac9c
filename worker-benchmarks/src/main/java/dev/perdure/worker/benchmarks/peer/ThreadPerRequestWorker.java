package dev.perdure.worker.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.peer.Peer.WorkRequest;
import dev.perdure.worker.peer.Peer.WorkResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A worker that does nothing, built as the official Java library is: generated messages, a new
 * thread for each request, a table of those that run, and, since requests of a singleplex client
 * all have id 0, a look at that table every millisecond until the one before has left it. Argument:
 * the protocol.
 */
public final class ThreadPerRequestWorker {
  private static final long POLL_MILLIS = 1;

  private final MessageStream messages;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ConcurrentMap<Integer, Thread> running = new ConcurrentHashMap<>();

  private ThreadPerRequestWorker(MessageStream messages) {
    this.messages = messages;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(System.in);
    OutputStream out = System.out;
    MessageStream messages =
        args[0].equals("json") ? new JsonMessages(in, out) : new ProtoMessages(in, out);
    ThreadPerRequestWorker worker = new ThreadPerRequestWorker(messages);
    System.setOut(new PrintStream(worker.printed, true, UTF_8));
    worker.serve();
  }

  private void serve() throws IOException, InterruptedException {
    WorkRequest request = messages.read();
    while (request != null) {
      if (request.getRequestId() == 0) {
        while (running.containsKey(0)) {
          Thread.sleep(POLL_MILLIS);
        }
      }
      start(request);
      request = messages.read();
    }
  }

  private void start(WorkRequest request) {
    int id = request.getRequestId();
    Thread thread = new Thread(() -> answer(id), "request-" + id);
    running.put(id, thread);
    thread.start();
  }

  private void answer(int id) {
    StringWriter written = new StringWriter();
    try (PrintWriter handlers = new PrintWriter(written)) {
      handlers.flush();
      System.out.flush();
      String output = printed.toString(UTF_8) + written;
      printed.reset();
      WorkResponse response = WorkResponse.newBuilder().setRequestId(id).setOutput(output).build();
      synchronized (messages) {
        messages.write(response);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      running.remove(id);
    }
  }
}
