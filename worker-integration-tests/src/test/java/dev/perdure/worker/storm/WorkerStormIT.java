package dev.perdure.worker.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers with processes behind them, each of which is killed, stopped, ended or left alone at a
 * random time, with few open files, little memory, full disks or in a name space of its own.
 * Whatever happens, no process and no file is left, no answer is wrong, no output is cut, and who
 * must answer answers each request once.
 */
@Tag("storm")
@Timeout(3600)
class WorkerStormIT {
  /** Takes the inputs and some of the outputs. */
  private static final int WORK_KIBIBYTES = 512;

  private static final int TEMPORARY_KIBIBYTES = 128;
  private static final int SANDBOX_KIBIBYTES = 8192;

  @TempDir Path directory;

  private final Map<Deed, Integer> deeds = new EnumMap<>(Deed.class);
  private final List<SmallDisk> disks = new ArrayList<>();
  private int right;
  private int failed;

  @BeforeEach
  void mount() throws Exception {
    if (SmallDisk.isAllowed(directory)) {
      disks.add(SmallDisk.mount(directory.resolve("work"), WORK_KIBIBYTES));
      disks.add(SmallDisk.mount(directory.resolve("temporary"), TEMPORARY_KIBIBYTES));
      disks.add(SmallDisk.mount(directory.resolve("sandbox"), SANDBOX_KIBIBYTES));
    }
  }

  @AfterEach
  void unmount() throws Exception {
    for (SmallDisk disk : disks) {
      disk.close();
    }
  }

  /** The seed of a round is one more than that of the round before it. */
  @Test
  void workers_leaveNothingAndAnswerOnce() throws Exception {
    long seed = Long.getLong("storm.seed", System.nanoTime());
    long end = System.nanoTime() + Duration.ofSeconds(StormTime.seconds() / 2).toNanos();
    List<Surroundings> surroundings = Surroundings.all();
    long next = seed;
    while (System.nanoTime() < end) {
      // Mixed, since the first numbers of neighbouring seeds are alike.
      Random random = new Random(new SplittableRandom(next).nextLong());
      round(next, surroundings.get(random.nextInt(surroundings.size())), random);
      next++;
    }
    System.out.println(
        "storm: "
            + (next - seed)
            + " workers in "
            + surroundings
            + ", "
            + disks.size()
            + " small disks; "
            + right
            + " requests right, "
            + failed
            + " failed; "
            + deeds
            + ", seed "
            + seed);
  }

  private void round(long seed, Surroundings surroundings, Random random) throws Exception {
    List<Deed> all = List.of(Deed.values());
    Deed deed = all.get(random.nextInt(all.size()));
    String name = "round" + seed;
    List<SmallDisk> used = new ArrayList<>();
    Path work = one(used, 0, random).resolve(name);
    Path temporary = one(used, 1, random).resolve(name + "tmp");
    boolean sandboxed = random.nextBoolean();
    Path sandbox = one(new ArrayList<>(), 2, random).resolve(name + "sandbox");
    StormPlace place = new StormPlace(work, temporary, sandboxed ? sandbox : null).create();
    StormRound round = new StormRound(place, used, surroundings, deed, random);
    try {
      round.run();
    } catch (AssertionError | Exception e) {
      throw new AssertionError(
          "-Dstorm.seed=" + seed + ": " + deed + " in " + surroundings + ", " + place, e);
    } finally {
      for (SmallDisk disk : used) {
        disk.empty();
      }
    }
    deeds.merge(deed, 1, Integer::sum);
    right += round.right();
    failed += round.failed();
    place.delete();
  }

  /** A small disk, which is added to those that are used; or where there is room. */
  private Path one(List<SmallDisk> used, int disk, Random random) throws IOException {
    if (disks.isEmpty() || random.nextBoolean()) {
      return Files.createDirectories(directory.resolve("roomy"));
    }
    used.add(disks.get(disk));
    return disks.get(disk).directory();
  }
}
