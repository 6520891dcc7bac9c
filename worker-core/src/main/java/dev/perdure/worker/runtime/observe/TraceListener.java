package dev.perdure.worker.runtime.observe;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Writes what happens as a Chrome trace, for Perfetto and chrome://tracing: one lane per slot, one
 * block per request, and above them the waiting requests. Each event is written at once, and the
 * format does not require the closing bracket, so a worker that is killed leaves a usable file.
 * Thread-safe.
 */
public final class TraceListener implements WorkerListener {
  private static final int MAX_SPANS = 100_000;

  /** A request that is not answered yet. */
  private static final class Span {
    final long number;
    final long received = System.nanoTime();
    long started;

    Span(long number) {
      this.number = number;
    }
  }

  private final OutputStream out;

  // All guarded by this.
  private final IdentityHashMap<WorkRequest, Span> spans = new IdentityHashMap<>();
  private final Map<Thread, Integer> lanes = new HashMap<>();
  private long count;

  /** The event that is being built. */
  private final StringBuilder line = new StringBuilder();

  public TraceListener(Path file) throws IOException {
    // A client starts several workers with the same arguments.
    long pid = ProcessHandle.current().pid();
    out = Files.newOutputStream(Path.of(file.toString().replace("%p", Long.toString(pid))));
    write("[\n");
  }

  @Override
  public synchronized void received(WorkRequest request) {
    spans.put(request, new Span(count++));
  }

  @Override
  public synchronized void started(WorkRequest request) {
    Span span = spans.get(request);
    if (span != null) {
      span.started = System.nanoTime();
      // Async events may overlap, as waiting requests do.
      waits("b", request, span, span.received);
      waits("e", request, span, span.started);
    }
  }

  private void waits(String phase, WorkRequest request, Span span, long nanos) {
    event("waits " + request.requestId(), phase, 0, nanos)
        .append(",\"cat\":\"waits\",\"id\":")
        .append(span.number);
    end();
  }

  @Override
  public synchronized void finished(WorkRequest request, WorkResponse response) {
    Span span = spans.remove(request);
    if (span != null) {
      event("request " + request.requestId(), "X", lane(), span.started)
          .append(",\"cat\":\"request\",\"dur\":")
          .append((System.nanoTime() - span.started) / 1_000)
          .append(",\"args\":{\"exitCode\":")
          .append(response.exitCode())
          .append(",\"wasCancelled\":")
          .append(response.wasCancelled())
          .append(",\"arguments\":")
          .append(request.arguments().size())
          .append(",\"inputs\":")
          .append(request.inputs().size())
          .append(",\"outputChars\":")
          .append(response.output().length())
          .append('}');
      end();
    }
    forgetUnstarted();
  }

  /** Drops requests that were cancelled before they began: there is no further notice of them. */
  private void forgetUnstarted() {
    if (spans.size() > MAX_SPANS) {
      spans.values().removeIf(span -> span.started == 0);
    }
  }

  /** The number of the calling thread, which is named in the trace at its first call. */
  private int lane() {
    Thread thread = Thread.currentThread();
    Integer lane = lanes.get(thread);
    if (lane == null) {
      lane = lanes.size() + 1;
      lanes.put(thread, lane);
      event("thread_name", "M", lane, 0)
          .append(",\"args\":{\"name\":\"")
          .append(thread.getName()) // This is our own text, with nothing to escape.
          .append("\"}");
      end();
    }
    return lane;
  }

  private StringBuilder event(String name, String phase, int lane, long nanos) {
    line.setLength(0);
    return line.append("{\"name\":\"")
        .append(name)
        .append("\",\"ph\":\"")
        .append(phase)
        .append("\",\"pid\":")
        .append(ProcessHandle.current().pid())
        .append(",\"tid\":")
        .append(lane)
        .append(",\"ts\":")
        .append(nanos / 1_000);
  }

  private void end() {
    write(line.append("},\n").toString());
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // The caller of the listeners logs this.
    }
  }

  @Override
  public synchronized void ended(int exitCode) {
    event("ended with " + exitCode, "i", 0, System.nanoTime()).append("}\n]\n");
    write(line.toString());
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
