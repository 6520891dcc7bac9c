package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Random histories of requests, sizes, ends and cancellations. The test keeps its own books of what
 * really runs, and checks what each decision promises.
 */
class RosterModelTest {
  private static final int STEPS = 3_000;
  private static final int MAX_PROCESSES = 5;
  private static final long MAX_BYTES = 1_000;

  private static Random seeds;

  private final Roster roster = new Roster(MAX_PROCESSES, MAX_BYTES);
  private final List<Ticket> line = new ArrayList<>();
  private final Map<Seat, Ticket> busy = new LinkedHashMap<>();

  /** Idle ones, the longest idle first. */
  private final List<Seat> idle = new ArrayList<>();

  /** Victims that still run, and who waits for their end. */
  private final Map<Seat, Ticket> leaving = new LinkedHashMap<>();

  private final Map<Seat, Map<String, Digest>> known = new LinkedHashMap<>();
  private Random random;
  private int served;

  @BeforeEach
  void seed() {
    if (seeds == null) {
      long seed = Long.getLong("perdure.seed", 20_261_122L);
      System.out.println("-Dperdure.seed=" + seed);
      seeds = new Random(seed);
    }
    random = new Random(seeds.nextLong());
  }

  @RepeatedTest(20)
  void randomHistory_keepsBoundsOrderAndDigests() {
    for (int step = 0; step < STEPS; step++) {
      act(random.nextInt(10));
      checkBounds();
    }
    while (!busy.isEmpty() || !leaving.isEmpty()) {
      act(random.nextBoolean() ? 4 : 9);
    }
    assertThat(line).as("requests that nobody serves although nothing runs").isEmpty();
    assertThat(served).isGreaterThan(STEPS / 10);
  }

  private void act(int what) {
    switch (what) {
      case 0, 1, 2, 3 -> arrive();
      case 4, 5, 6 -> finish();
      case 7 -> cancel();
      case 8 -> die();
      default -> endVictim();
    }
    serve();
  }

  private void arrive() {
    if (line.size() < 20) {
      Ticket ticket = new Ticket(configuration(), inputs());
      line.add(ticket);
      roster.enter(ticket);
    }
  }

  private void finish() {
    Seat seat = oneOf(List.copyOf(busy.keySet()));
    if (seat == null || isStarting(seat)) {
      return;
    }
    Ticket ticket = busy.remove(seat);
    seat.hold(ticket.held());
    ticket.held().forEach(input -> known.get(seat).put(input.path(), input.digest()));
    roster.measured(seat, random.nextInt(450));
    if (random.nextInt(10) == 0) {
      remove(seat); // Crashed, or retired.
      return;
    }
    roster.release(seat);
    idle.add(seat);
    for (Seat victim : roster.trim()) {
      assertThat(idle.remove(victim)).as("only idle ones are ended").isTrue();
      leaving.put(victim, ticket);
    }
  }

  private void cancel() {
    Ticket ticket = oneOf(line);
    if (ticket != null) {
      line.remove(ticket);
      roster.leave(ticket);
    }
  }

  private void die() {
    Seat seat = oneOf(idle);
    if (seat != null && random.nextInt(5) == 0) {
      idle.remove(seat);
      remove(seat);
    }
  }

  private void endVictim() {
    Seat seat = oneOf(List.copyOf(leaving.keySet()));
    if (seat != null) {
      leaving.remove(seat);
      remove(seat);
    }
  }

  private void remove(Seat seat) {
    known.remove(seat);
    roster.remove(seat);
  }

  private void serve() {
    int before = line.size();
    for (Ticket ticket : roster.serve()) {
      assertThat(ticket).as("the first of the line").isSameAs(line.remove(0));
      served++;
      Seat seat = ticket.seat();
      assertThat(seat.configuration()).isEqualTo(ticket.configuration());
      if (idle.contains(seat)) {
        checkChoice(ticket, seat);
        idle.remove(seat);
      } else {
        assertThat(known).as("a new process").doesNotContainKey(seat);
        assertThat(usable(ticket)).as("idle ones that would have done").isEmpty();
        known.put(seat, new LinkedHashMap<>());
        assertThat(ticket.victims()).isEqualTo(idle.subList(0, ticket.victims().size()));
        idle.removeAll(ticket.victims());
        ticket.victims().forEach(victim -> leaving.put(victim, ticket));
      }
      assertThat(busy.put(seat, ticket)).as("whom it worked for already").isNull();
    }
    if (before > 0 && !line.isEmpty()) {
      assertThat(usable(line.get(0))).as("idle ones that the first could have").isEmpty();
      if (leaving.isEmpty() && !busy.isEmpty()) {
        return;
      }
      assertThat(busy.size() + leaving.size()).as("what the first waits for").isPositive();
    }
  }

  private void checkChoice(Ticket ticket, Seat seat) {
    List<Seat> usable = usable(ticket);
    assertThat(usable).contains(seat);
    Comparator<Seat> better =
        Comparator.<Seat>comparingInt(each -> overlap(each, ticket))
            .thenComparingInt(idle::indexOf);
    assertThat(seat).isSameAs(usable.stream().max(better).orElseThrow());
  }

  private List<Seat> usable(Ticket ticket) {
    return idle.stream()
        .filter(seat -> seat.configuration().equals(ticket.configuration()))
        .filter(seat -> overlap(seat, ticket) >= 0)
        .toList();
  }

  private int overlap(Seat seat, Ticket ticket) {
    int overlap = 0;
    for (Input input : ticket.held()) {
      Digest digest = known.get(seat).get(input.path());
      if (digest != null && !digest.equals(input.digest())) {
        return -1;
      }
      overlap += digest == null ? 0 : 1;
    }
    return overlap;
  }

  /** Who has been given a seat starts its process only when the victims are gone. */
  private boolean isStarting(Seat seat) {
    return leaving.containsValue(busy.get(seat)) && known.get(seat).isEmpty();
  }

  private void checkBounds() {
    Set<Seat> running = new HashSet<>(idle);
    running.addAll(leaving.keySet());
    busy.keySet().stream().filter(seat -> !isStarting(seat)).forEach(running::add);
    assertThat(running).as("processes at once").hasSizeLessThanOrEqualTo(MAX_PROCESSES);
    long idleBytes = idle.stream().mapToLong(Seat::bytes).sum();
    long all = idleBytes + busy.keySet().stream().mapToLong(Seat::bytes).sum();
    if (all > MAX_BYTES) {
      assertThat(idle).as("idle ones beyond the bound of memory").hasSizeLessThan(2);
    }
  }

  private ProcessConfiguration configuration() {
    return ProcessConfiguration.of("tool" + random.nextInt(3));
  }

  private List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    for (String path : List.of("a", "b", "c", "d")) {
      if (random.nextBoolean()) {
        inputs.add(new Input(path, Digest.ofText(random.nextInt(8) == 0 ? "2" : "1")));
      }
    }
    return inputs;
  }

  private <T> T oneOf(List<T> list) {
    return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
  }
}
