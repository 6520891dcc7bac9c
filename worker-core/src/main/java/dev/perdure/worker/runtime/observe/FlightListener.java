package dev.perdure.worker.runtime.observe;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerListener;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Records requests as events of JDK Flight Recorder. Loaded only when asked for, since it needs the
 * module jdk.jfr. Thread-safe.
 */
public final class FlightListener implements WorkerListener {
  /** The work of one request; its duration is that of the work. */
  @Name("dev.perdure.worker.Request")
  @Label("Request")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class RequestEvent extends Event {
    @Label("Request Id")
    int requestId;

    @Label("Waited")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    @Label("Arguments")
    int arguments;

    @Label("Inputs")
    int inputs;

    @Label("Exit Code")
    int exitCode;

    @Label("Was Cancelled")
    boolean wasCancelled;
  }

  /** The time without requests. */
  @Name("dev.perdure.worker.Idle")
  @Label("Idle")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class IdleEvent extends Event {}

  /** The decoding of a request or the encoding of an answer. */
  @Name("dev.perdure.worker.Codec")
  @Label("Codec")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class CodecEvent extends Event {
    @Label("Request Id")
    int requestId;

    @Label("Decoded")
    boolean decoded;

    @Label("Bytes")
    long bytes;

    @Label("Time")
    @Timespan(Timespan.NANOSECONDS)
    long time;
  }

  /** A collection of garbage that the worker asked for. */
  @Name("dev.perdure.worker.Collection")
  @Label("Collection")
  @Category("Persistent Worker")
  @StackTrace(false)
  static final class CollectionEvent extends Event {
    @Label("Time")
    @Timespan(Timespan.NANOSECONDS)
    long time;
  }

  private static final int MAX_WAITING = 100_000;

  /** The time at which each waiting request was received. Guarded by this. */
  private final IdentityHashMap<WorkRequest, Long> received = new IdentityHashMap<>();

  // Guarded by this.
  private final Map<Thread, RequestEvent> running = new HashMap<>();
  private IdleEvent idle = begun();

  private static IdleEvent begun() {
    IdleEvent event = new IdleEvent();
    event.begin();
    return event;
  }

  @Override
  public synchronized void received(WorkRequest request) {
    if (received.size() > MAX_WAITING) {
      received.clear(); // Nearly all of these were cancelled before they began.
    }
    received.put(request, System.nanoTime());
  }

  @Override
  public void started(WorkRequest request) {
    RequestEvent event = new RequestEvent();
    event.requestId = request.requestId();
    event.arguments = request.arguments().size();
    event.inputs = request.inputs().size();
    synchronized (this) {
      Long since = received.remove(request);
      event.waited = since == null ? 0 : System.nanoTime() - since;
      if (running.isEmpty()) {
        idle.commit();
      }
      running.put(Thread.currentThread(), event);
    }
    event.begin();
  }

  @Override
  public void finished(WorkRequest request, WorkResponse response) {
    RequestEvent event;
    synchronized (this) {
      event = running.remove(Thread.currentThread());
      if (running.isEmpty()) {
        idle = begun();
      }
    }
    if (event != null) {
      event.exitCode = response.exitCode();
      event.wasCancelled = response.wasCancelled();
      event.commit();
    }
  }

  @Override
  public void decoded(WorkRequest request, long bytes, long nanos) {
    commitCodec(request.requestId(), true, bytes, nanos);
  }

  @Override
  public void encoded(WorkResponse response, long bytes, long nanos) {
    commitCodec(response.requestId(), false, bytes, nanos);
  }

  private static void commitCodec(int requestId, boolean decoded, long bytes, long nanos) {
    CodecEvent event = new CodecEvent();
    event.requestId = requestId;
    event.decoded = decoded;
    event.bytes = bytes;
    event.time = nanos;
    event.commit();
  }

  @Override
  public void collected(long nanos) {
    CollectionEvent event = new CollectionEvent();
    event.time = nanos;
    event.commit();
  }

  @Override
  public synchronized void ended(int exitCode) {
    if (running.isEmpty()) {
      idle.commit();
    }
  }
}
