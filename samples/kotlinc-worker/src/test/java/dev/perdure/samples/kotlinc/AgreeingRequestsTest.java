package dev.perdure.samples.kotlinc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AgreeingRequestsTest {
  private final AgreeingRequests requests = new AgreeingRequests();

  private static FakeContext request(String path, Digest digest) {
    return new FakeContext(List.of(), List.of(new Input(path, digest)));
  }

  private static FakeContext request(String path, String digest) {
    return request(path, Digest.ofText(digest));
  }

  /** Enters on a thread of its own, and returns when it waits. */
  private FutureTask<Boolean> waiting(FakeContext request) throws Exception {
    FutureTask<Boolean> entering =
        new FutureTask<>(
            () -> {
              requests.enter(request);
              return true;
            });
    Thread thread = new Thread(entering, "waiting");
    thread.setDaemon(true);
    thread.start();
    assertThat(request.observed.await(60, TimeUnit.SECONDS)).isTrue();
    return entering;
  }

  @Test
  void requestsThatAgree_runAtOnce() throws Exception {
    requests.enter(request("a.jar", "1"));
    requests.enter(request("a.jar", "1"));
    requests.enter(request("b.jar", "2"));
  }

  @Test
  void otherVersion_waitsUntilAllHaveLeft_evenThoseThatDoNotReadIt() throws Exception {
    FakeContext old = request("a.jar", "1");
    FakeContext unrelated = request("b.jar", "1");
    requests.enter(old);
    requests.enter(unrelated);
    FutureTask<Boolean> changed = waiting(request("a.jar", "2"));

    old.end();
    assertThat(changed.isDone()).isFalse();
    unrelated.end();

    assertThat(changed.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void filesWithoutDigests_areNeverTakenForEqual() throws Exception {
    FakeContext first = request("a.jar", Digest.empty());
    requests.enter(first);
    FutureTask<Boolean> second = waiting(request("a.jar", Digest.empty()));

    first.end();

    assertThat(second.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancel_endsTheWaiting_andLetsTheNextOneIn() throws Exception {
    requests.enter(request("a.jar", "1"));
    FakeContext cancelled = request("a.jar", "2");
    FutureTask<Boolean> first = waiting(cancelled);
    FutureTask<Boolean> next = waiting(request("a.jar", "1"));

    cancelled.cancel();

    assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WorkCancelledException.class);
    assertThat(next.get(60, TimeUnit.SECONDS)).isTrue();
  }
}
