package dev.perdure.worker.runtime.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestResourcesTest {
  private final RequestResources resources = new RequestResources(1);
  private final List<Process> started = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();

  private Process start() throws IOException {
    Process process = new ProcessBuilder("sleep", "1000").start();
    started.add(process);
    return process;
  }

  @AfterEach
  void killAll() throws Exception {
    for (Process process : started) {
      assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void processThatAClosingStarts_isEnded() throws Exception {
    resources.closeAtEnd(() -> resources.attach(start()));
    resources.end(logged::add);
    assertThat(started).hasSize(1);
    assertThat(started.get(0).isAlive()).isFalse();
    assertThat(logged).isEmpty();
  }

  @Test
  void processes_areGoneBeforeAnythingIsClosed() throws Exception {
    Process process = start();
    List<Boolean> alive = new ArrayList<>();
    resources.closeAtEnd(() -> alive.add(process.isAlive()));
    resources.attach(process);
    resources.end(logged::add);
    assertThat(alive).containsExactly(false);
  }

  @Test
  void processes_areGoneAlsoIfTheWorkWasInterrupted() throws Exception {
    Process process = start();
    resources.attach(process);
    Thread.currentThread().interrupt();
    resources.end(logged::add);
    assertThat(process.isAlive()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void processThatComesAfterTheKill_isKilled() throws Exception {
    resources.kill();
    Process process = start();
    resources.attach(process);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closingThatFails_isLoggedAndStopsNothing() throws Exception {
    Process process = start();
    resources.closeAtEnd(() -> resources.attach(process));
    resources.closeAtEnd(
        () -> {
          throw new IOException("jammed");
        });
    resources.end(logged::add);
    assertThat(process.isAlive()).isFalse();
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0)).contains("jammed").endsWith("[close-failed]");
  }
}
