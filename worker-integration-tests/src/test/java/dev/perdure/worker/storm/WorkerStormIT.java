package dev.perdure.worker.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.testing.WorkerHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers with processes behind them, each of which is killed, stopped, ended or left alone at a
 * random time, with few open files or in a name space of its own. Whatever happens, no process and
 * no file is left, and who must answer answers each request once.
 */
@Tag("storm")
@Timeout(3600)
class WorkerStormIT {
  private static final int REQUESTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path CHILD =
      Path.of(System.getProperty("samples.directory"), "guide", "src", "main", "child", "shout.pl");

  @TempDir Path directory;

  private final Map<Deed, Integer> deeds = new EnumMap<>(Deed.class);
  private int answered;

  @Test
  void workers_leaveNothingAndAnswerOnce() throws Exception {
    long seed = Long.getLong("storm.seed", System.nanoTime());
    Random random = new Random(seed);
    long end = System.nanoTime() + Duration.ofSeconds(StormTime.seconds() / 2).toNanos();
    List<List<String>> surroundings = surroundings();
    List<Deed> all = List.of(Deed.values());
    int rounds = 0;
    while (System.nanoTime() < end) {
      Path place = Files.createDirectory(directory.resolve("round" + rounds));
      List<String> around = surroundings.get(random.nextInt(surroundings.size()));
      Deed deed = all.get(random.nextInt(all.size()));
      try {
        round(place, around, deed, random);
      } catch (AssertionError | Exception e) {
        throw new AssertionError("seed " + seed + ", round " + rounds + ", " + deed + around, e);
      }
      deeds.merge(deed, 1, Integer::sum);
      rounds++;
    }
    System.out.println(
        "storm: " + rounds + " workers, " + answered + " answers, " + deeds + ", seed " + seed);
  }

  /** What a worker may run in; those that this machine allows. */
  private static List<List<String>> surroundings() throws Exception {
    List<List<String>> all = new ArrayList<>(List.of(List.of()));
    all.add(List.of("sh", "-c", "ulimit -n 128; exec \"$@\"", "sh"));
    List<String> namespace = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    List<String> trial = new ArrayList<>(namespace);
    trial.add("true");
    if (new ProcessBuilder(trial).start().waitFor() == 0) {
      all.add(namespace);
    }
    return all;
  }

  private void round(Path place, List<String> around, Deed deed, Random random) throws Exception {
    Path temporary = Files.createDirectory(place.resolve("tmp"));
    Path work = Files.createDirectory(place.resolve("work"));
    String mark = "STORM=" + place;
    List<String> command = new ArrayList<>(around);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + temporary,
            "-Dstorm.child=" + CHILD.toAbsolutePath(),
            "-cp",
            System.getProperty("java.class.path"),
            StormWorker.class.getName()));
    Map<String, String> environment =
        Map.of("TMPDIR", temporary.toString(), "STORM", place.toString(), "PATH", "/usr/bin:/bin");
    MarkedProcesses processes = new MarkedProcesses(mark);
    try (WorkerHarness worker =
        WorkerHarness.process(command)
            .multiplex()
            .directory(work)
            .environment(environment)
            .timeout(Duration.ofSeconds(60))
            .start()) {
      for (int i = 1; i <= REQUESTS; i++) {
        Files.writeString(work.resolve("in" + i), ("line of " + i + "\n").repeat(500));
        worker.send(new WorkRequest(List.of("out" + i, "in" + i), List.of(), i, false, 0, ""));
      }
      int before = random.nextInt(REQUESTS + 1);
      for (int i = 1; i <= before; i++) {
        check(work, worker.await(i).exitCode(), i);
      }
      done(deed, worker, processes, random);
      for (int i = before + 1; deed.mustBeAnswered() && i <= REQUESTS; i++) {
        check(work, worker.await(i).exitCode(), i);
      }
    } catch (AssertionError | IllegalStateException e) {
      if (deed.mustBeAnswered()) {
        throw e;
      }
    }
    assertThat(processes.leftAfter(PATIENCE)).as("processes that are left").isEmpty();
    TemporaryFiles files = new TemporaryFiles(temporary);
    if (around.contains("--pid")) {
      files.startAnother(); // The lifeline was killed with its name space.
    }
    assertThat(files.leftAfter(PATIENCE)).as("temporary files").isEmpty();
  }

  private void check(Path work, int exitCode, int number) throws IOException {
    assertThat(exitCode).isZero();
    assertThat(Files.readString(work.resolve("out" + number)))
        .isEqualTo(Files.readString(work.resolve("in" + number)).toUpperCase(Locale.ROOT));
    answered++;
  }

  private static void done(
      Deed deed, WorkerHarness worker, MarkedProcesses processes, Random random) throws Exception {
    switch (deed) {
      case KILL -> worker.kill();
      case TERMINATE -> worker.terminate();
      case END_OF_INPUT -> worker.end();
      case STOP_AND_CONTINUE -> {
        List<Long> all = processes.find();
        signal("-STOP", all);
        signal("-CONT", all);
      }
      case KILL_A_CHILD -> {
        List<Long> all = processes.find();
        signal("-KILL", List.of(all.get(random.nextInt(all.size()))));
      }
      case NOTHING -> {}
    }
  }

  private static void signal(String signal, List<Long> processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> command.add(process.toString()));
    new ProcessBuilder(command).start().waitFor();
  }
}
