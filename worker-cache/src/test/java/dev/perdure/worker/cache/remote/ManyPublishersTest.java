package dev.perdure.worker.cache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several machines make one action at the same time, each with a result of its own. */
class ManyPublishersTest {
  private static final int MACHINES = 6;
  private static final int ROUNDS = 5;

  @TempDir Path dir;

  @Test
  void oneKey_endsAsOneWholeEntry() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(MACHINES);
    List<Machine> machines = new ArrayList<>();
    try (FakeCacheServer server = new FakeCacheServer()) {
      RemoteCacheOptions options = RemoteCacheOptions.of(server.url());
      for (int i = 0; i < MACHINES; i++) {
        String made = "made by " + i;
        Machine machine = new Machine(dir.resolve("m" + i), options).write("a.txt", "abc");
        machine.tool(text -> made);
        machines.add(machine);
      }
      for (int round = 0; round < ROUNDS; round++) {
        String output = round + "/";
        CyclicBarrier start = new CyclicBarrier(MACHINES);
        List<Future<?>> works = new ArrayList<>();
        for (Machine machine : machines) {
          works.add(
              threads.submit(
                  () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return machine.work(output, "a.txt");
                  }));
        }
        for (Future<?> work : works) {
          work.get(20, TimeUnit.SECONDS);
        }
        try (Machine reader = new Machine(dir.resolve("r" + round), options)) {
          reader.write("a.txt", "abc").work(output, "a.txt");
          assertThat(reader.statistics().hits()).isOne();
          assertThat(reader.read(output + "sub/made.txt")).matches("made by \\d");
        }
      }
    } finally {
      machines.forEach(Machine::close);
      threads.shutdownNow();
    }
  }
}
