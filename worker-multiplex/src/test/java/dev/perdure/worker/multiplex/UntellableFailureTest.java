package dev.perdure.worker.multiplex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The user's code throws what can't be told: its {@code getMessage} throws, too. That is nobody's
 * request's fault, and least of all the end of the worker.
 */
@Timeout(60)
class UntellableFailureTest {
  private static final String NAME = Untellable.class.getName();

  /** Throws another of its kind when it is asked what it is. */
  private static final class Untellable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new Untellable();
    }
  }

  private static final class ClosedInVain implements WorkHandler, AutoCloseable {
    @Override
    public int work(WorkContext context) {
      return 0;
    }

    @Override
    public void close() {
      fail();
    }
  }

  private static int fail() {
    throw new Untellable();
  }

  private static Worker inSlots(WorkHandler handler, Multiplex dispatch) {
    return Worker.of(handler).multiplex(dispatch.slots(2));
  }

  private static void assertServes(Worker worker, String id) throws Exception {
    WireClient client = WireClient.of(Protocol.PROTO, worker);
    for (int request = 1; request <= 2; request++) {
      client.work(request);
      assertThat(client.await()).isEqualTo(WorkResponse.of(request, 0, ""));
    }
    assertThat(client.end()).isZero();
    assertThat(client.log()).contains(NAME).contains("[" + id + "]");
  }

  @Test
  void resourceThatCannotBeClosed_isNamed() throws Exception {
    WorkHandler handler =
        context -> {
          context.closeAtEnd(UntellableFailureTest::fail);
          return 0;
        };
    assertServes(Worker.of(handler), "close-failed");
    assertServes(inSlots(handler, Multiplex.create()), "close-failed");
  }

  @Test
  void listenerThatThrows_changesNothing() throws Exception {
    WorkerListener listener =
        new WorkerListener() {
          @Override
          public void received(WorkRequest request) {
            fail();
          }

          @Override
          public void ended(int exitCode) {
            fail();
          }
        };
    assertServes(Worker.of(context -> 0).listener(listener), "listener-failed");
    assertServes(inSlots(context -> 0, Multiplex.create()).listener(listener), "listener-failed");
  }

  @Test
  void permitThatCannotBeGivenBack_isNamed() throws Exception {
    Multiplex dispatch = Multiplex.create().permits(cancellation -> UntellableFailureTest::fail);
    assertServes(inSlots(context -> 0, dispatch), "permit-close-failed");
  }

  @Test
  void handlerOfASlotThatCannotBeClosed_isNamed() throws Exception {
    WorkHandler handler =
        new WorkHandler() {
          @Override
          public int work(WorkContext context) {
            throw new AssertionError("each slot has its own");
          }

          @Override
          public WorkHandler forSlot() {
            return new ClosedInVain();
          }
        };
    assertServes(inSlots(handler, Multiplex.create()), "slot-close-failed");
  }

  @Test
  void keyThatCannotBeHad_failsItsRequest() throws Exception {
    Multiplex dispatch = Multiplex.create().exclusiveBy(request -> fail());
    WireClient client = WireClient.of(Protocol.PROTO, inSlots(context -> 0, dispatch));
    client.work(1);
    WorkResponse answer = client.await();
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.output()).startsWith(NAME);
    assertThat(client.end()).isZero();
  }
}
