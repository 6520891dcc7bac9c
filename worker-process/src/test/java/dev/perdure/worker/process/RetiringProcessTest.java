package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.CancellationToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that asked to retire and is not gone yet. */
@Timeout(60)
class RetiringProcessTest {
  @TempDir Path dir;

  private final CountingStarter starter = new CountingStarter();
  private final ProcessPool pool =
      new ProcessPool(
          // Of two processes, one is too much as soon as the other's size is known.
          new PoolSettings(2, 1, Lifetime.defaults(), Timeouts.defaults(), ChildLimits.defaults()),
          starter,
          SandboxPolicy.NONE);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void processThatRetires_occupiesItsMemoryUntilItIsGone() throws Exception {
    FutureTask<ProcessResponse> retiring =
        start(FakeChild.that("a"), TestToken.never(), "linger", "begun", "go");
    Processes.awaitFile(dir.resolve("begun"));
    TestToken token = new TestToken();
    FutureTask<ProcessResponse> next = start(FakeChild.that("b"), token, "echo", "on");
    token.awaitAction();
    Files.createFile(dir.resolve("go"));
    assertThat(next.get(30, TimeUnit.SECONDS).output()).isEqualTo("on");
    assertThat(retiring.get(30, TimeUnit.SECONDS).exitCode()).isZero();
    assertThat(starter.mostAtOnce()).isEqualTo(1);
  }

  private FutureTask<ProcessResponse> start(
      ProcessConfiguration child, CancellationToken token, String... arguments) {
    ProcessRequest request = ProcessRequest.of(dir, List.of(arguments));
    FutureTask<ProcessResponse> work = new FutureTask<>(() -> pool.run(child, request, token));
    new Thread(work).start();
    return work;
  }

  /** Knows how many of its children were alive at once. Thread-safe. */
  private static final class CountingStarter implements ChildStarter {
    private final ChildStarter real = new PipedChildStarter(ChildLimits.defaults());

    // Guarded by this.
    private final List<Child> children = new ArrayList<>();
    private int mostAtOnce;

    @Override
    public synchronized Child start(ProcessConfiguration configuration) throws IOException {
      children.removeIf(child -> !child.isAlive());
      Child child = real.start(configuration);
      children.add(child);
      mostAtOnce = Math.max(mostAtOnce, children.size());
      return child;
    }

    synchronized int mostAtOnce() {
      return mostAtOnce;
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
