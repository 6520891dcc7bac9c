package dev.perdure.worker.runtime.observe;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.WorkerListener;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.log.WorkerMessage;
import java.util.List;
import java.util.function.Consumer;

/**
 * All listeners of a worker; if one throws, that does no harm. Fields have this class as their
 * type, not the interface: for an interface, the JVM's verifier would load the class before the
 * first answer.
 */
public final class Listeners implements WorkerListener {
  private final List<WorkerListener> all;
  private final WorkerLog log;

  public Listeners(List<WorkerListener> all, WorkerLog log) {
    this.all = List.copyOf(all);
    this.log = log;
  }

  @Override
  public void received(WorkRequest request) {
    tell(each -> each.received(request));
  }

  @Override
  public void started(WorkRequest request) {
    tell(each -> each.started(request));
  }

  @Override
  public void finished(WorkRequest request, WorkResponse response) {
    tell(each -> each.finished(request, response));
  }

  @Override
  public void decoded(WorkRequest request, long bytes, long nanos) {
    tell(each -> each.decoded(request, bytes, nanos));
  }

  @Override
  public void encoded(WorkResponse response, long bytes, long nanos) {
    tell(each -> each.encoded(response, bytes, nanos));
  }

  @Override
  public void collected(long nanos) {
    tell(each -> each.collected(nanos));
  }

  @Override
  public void ended(int exitCode) {
    tell(each -> each.ended(exitCode));
  }

  private void tell(Consumer<WorkerListener> news) {
    for (WorkerListener each : all) {
      try {
        news.accept(each);
      } catch (Throwable e) { // This is somebody else's code, and the request goes on.
        log.say(WorkerMessage.LISTENER_FAILED.text(e));
      }
    }
  }
}
