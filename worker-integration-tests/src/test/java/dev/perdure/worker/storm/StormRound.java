package dev.perdure.worker.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.testing.Symptom;
import dev.perdure.worker.testing.WorkerFailure;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** One worker, from its start to what is left of it. */
final class StormRound {
  private static final int REQUESTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path CHILD =
      Path.of(System.getProperty("samples.directory"), "guide", "src", "main", "child", "shout.pl");

  /** What a client sees of a worker that is gone; all else is a failure of the worker. */
  private static final Set<Symptom> GONE =
      EnumSet.of(Symptom.ENDED_EARLY, Symptom.ANSWER_CUT_SHORT);

  private final StormPlace place;
  private final List<SmallDisk> disks;
  private final Surroundings surroundings;
  private final Deed deed;
  private final Random random;
  private final StormProcesses processes;
  private int right;
  private int failed;

  /**
   * A round.
   *
   * @param disks those of the place, which may be full
   */
  StormRound(
      StormPlace place,
      List<SmallDisk> disks,
      Surroundings surroundings,
      Deed deed,
      Random random) {
    this.place = place;
    this.disks = disks;
    this.surroundings = surroundings;
    this.deed = deed;
    this.random = random;
    processes = new StormProcesses("STORM=" + place.work(), place.all());
  }

  /** Requests that succeeded, and whose output is right. */
  int right() {
    return right;
  }

  /** Requests that were answered as failed. */
  int failed() {
    return failed;
  }

  void run() throws Exception {
    for (int i = 1; i <= REQUESTS; i++) {
      Files.writeString(place.work().resolve("in" + i), input(i));
    }
    for (SmallDisk disk : disks) {
      disk.fill(random.nextInt(100_000));
    }
    try (WorkerHarness worker = start()) {
      try {
        work(worker);
      } catch (WorkerFailure e) {
        throwUnlessGone(e);
        worker.kill();
      }
      worker.end();
      // Before the harness is closed, which ends what it finds.
      assertThat(processes.leftAfter(PATIENCE)).as("processes that are left").isEmpty();
    } catch (WorkerFailure e) {
      throwUnlessGone(e); // The answer that it was writing.
    }
    for (SmallDisk disk : disks) {
      disk.empty();
    }
    assertThat(place.leftAfter(PATIENCE, surroundings.dieWithWorker())).as("files left").isEmpty();
    assertWhole();
  }

  private void throwUnlessGone(WorkerFailure failure) {
    if (!GONE.contains(failure.symptom()) || !(deed.endsWorker() || surroundings.endWorker())) {
      throw failure;
    }
  }

  private static String input(int number) {
    return ("line of " + number + "\n").repeat(500);
  }

  private WorkerHarness start() {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(surroundings.command());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:ErrorFile=/dev/null",
            "-Xmx64m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:CompressedClassSpaceSize=32m",
            "-Djava.io.tmpdir=" + place.temporary(),
            "-Dstorm.child=" + CHILD.toAbsolutePath(),
            "-Dstorm.sandbox=" + (place.sandbox() == null ? "" : place.sandbox()),
            "-cp",
            System.getProperty("java.class.path"),
            StormWorker.class.getName()));
    return WorkerHarness.process(command)
        .multiplex()
        .directory(place.work())
        .environment(
            Map.of(
                "TMPDIR",
                place.temporary().toString(),
                "STORM",
                place.work().toString(),
                "PATH",
                "/usr/bin:/bin"))
        .timeout(Duration.ofSeconds(60))
        .start();
  }

  private void work(WorkerHarness worker) throws Exception {
    for (int i = 1; i <= REQUESTS; i++) {
      List<Input> inputs = List.of(new Input("in" + i, Digest.ofText(input(i))));
      worker.send(WorkRequest.of(i, List.of("out" + i, "in" + i)).withInputs(inputs));
    }
    int before = random.nextInt(REQUESTS + 1);
    for (int i = 1; i <= before; i++) {
      check(worker.await(i), i);
    }
    strike(worker);
    for (int i = before + 1; !deed.endsWorker() && i <= REQUESTS; i++) {
      check(worker.await(i), i);
    }
  }

  private void strike(WorkerHarness worker) throws Exception {
    switch (deed) {
      case KILL -> worker.kill();
      case KILL_GROUP -> {
        StormProcesses.signal("KILL", List.of(-worker.pid()));
        worker.kill();
      }
      case KILL_SESSION -> {
        StormProcesses.signal("KILL", processes.session(worker.pid()));
        worker.kill();
      }
      case TERMINATE -> worker.terminate();
      case INTERRUPT -> StormProcesses.signal("INT", List.of(worker.pid()));
      case END_OF_INPUT, NOTHING -> {}
      case STOP_AND_CONTINUE -> stop(processes.find());
      case STOP_A_CHILD -> stop(oneOf(processes.children()));
      case KILL_A_CHILD -> StormProcesses.signal("KILL", oneOf(processes.children()));
      case KILL_ALL_CHILDREN -> StormProcesses.signal("KILL", processes.children());
      case FILL_DISKS -> {
        for (SmallDisk disk : disks) {
          disk.fill(0);
        }
      }
    }
  }

  private List<Long> oneOf(List<Long> all) {
    return all.isEmpty() ? all : List.of(all.get(random.nextInt(all.size())));
  }

  private static void stop(List<Long> all) throws Exception {
    StormProcesses.signal("STOP", all);
    StormProcesses.signal("CONT", all);
  }

  private void check(WorkResponse answer, int number) throws IOException {
    if (answer.exitCode() == 0) {
      assertThat(place.work().resolve("out" + number)).hasContent(output(number));
      right++;
      return;
    }
    assertThat(deed.failsRequests() || surroundings.endWorker() || !disks.isEmpty())
        .as("request %s may fail: %s", number, answer.output())
        .isTrue();
    assertThat(answer.output()).as("why request %s failed", number).isNotBlank();
    failed++;
  }

  private static String output(int number) {
    return input(number).toUpperCase(Locale.ROOT);
  }

  /** What a sandbox has given out is whole, whatever became of the worker. */
  private void assertWhole() {
    for (int i = 1; place.sandbox() != null && i <= REQUESTS; i++) {
      Path file = place.work().resolve("out" + i);
      if (Files.exists(file)) {
        assertThat(file).hasContent(output(i));
      }
    }
  }
}
