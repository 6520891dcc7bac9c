package dev.perdure.worker.runtime.end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import dev.perdure.worker.runtime.request.WorkSlot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StuckWorkTest {
  private final RequestRun run =
      new RequestRun(
          WorkRequest.of(1, List.of()),
          new WorkerLog(new PrintStream(new ByteArrayOutputStream())));

  /** Notes what it is asked for, and whether the work was given up by then. */
  private static final class Slot extends WorkSlot {
    final List<String> asked = new ArrayList<>();
    private final RequestRun run;

    Slot(RequestRun run) {
      this.run = run;
      begins(run);
    }

    @Override
    public void answerForWork(RequestRun run) {
      asked.add("answer, given up: " + run.isGivenUp());
    }

    @Override
    public void answerWithoutMemory(RequestRun run) {
      throw new AssertionError("there is memory");
    }

    @Override
    public void endWorker(WorkerEnd end) {
      asked.add("end, given up: " + run.isGivenUp());
    }

    void close() {
      stopped();
      leave();
    }
  }

  @Test
  void workThatDoesNotStop_isAnsweredAndGivenUpBeforeTheWorkerEnds() throws Exception {
    run.begin();
    Slot slot = new Slot(run);
    try {
      StuckWork.giveUp(run, WorkerEnd.retired("why"));
    } finally {
      slot.close();
      run.stop();
    }

    assertThat(slot.asked).containsExactly("answer, given up: false", "end, given up: true");
  }
}
