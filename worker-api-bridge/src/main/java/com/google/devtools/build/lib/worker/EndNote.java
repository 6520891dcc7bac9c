package com.google.devtools.build.lib.worker;

import dev.perdure.worker.Dispatch;
import dev.perdure.worker.runtime.end.WorkStopper;
import dev.perdure.worker.runtime.end.WorkerLoop;
import dev.perdure.worker.runtime.log.WorkerEnd;
import dev.perdure.worker.runtime.loop.Connection;
import dev.perdure.worker.runtime.loop.Execution;
import dev.perdure.worker.runtime.loop.LoopFactory;
import org.jspecify.annotations.Nullable;

/** Keeps the reason why a worker ended, for the exception that says so. */
final class EndNote implements Dispatch, LoopFactory {
  private final Dispatch dispatch;

  /** Set by the serving thread, before it returns. */
  private @Nullable WorkerEnd end;

  EndNote(Dispatch dispatch) {
    this.dispatch = dispatch;
  }

  /** Why the worker ended, if it did for a failure; else null. */
  @Nullable String failure() {
    WorkerEnd noted = end;
    return noted == null || noted.exitCode() == 0 ? null : noted.lastLine();
  }

  @Override
  public Object loops() {
    return this;
  }

  @Override
  public WorkerLoop loop(Connection connection, Execution execution, WorkStopper stopping) {
    LoopFactory loops = (LoopFactory) dispatch.loops();
    return new NotedLoop(loops.loop(connection, execution, stopping));
  }

  private final class NotedLoop implements WorkerLoop {
    private final WorkerLoop loop;

    private NotedLoop(WorkerLoop loop) {
      this.loop = loop;
    }

    @Override
    public WorkerEnd serve() {
      WorkerEnd served = loop.serve();
      end = served;
      return served;
    }

    @Override
    public long quietCount() {
      return loop.quietCount();
    }

    @Override
    public boolean endIfQuiet(long count, WorkerEnd reason) {
      return loop.endIfQuiet(count, reason);
    }

    @Override
    public void end(WorkerEnd reason) {
      loop.end(reason);
    }
  }
}
