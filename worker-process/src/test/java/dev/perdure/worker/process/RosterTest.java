package dev.perdure.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets what, one thread, no process. */
class RosterTest {
  private static final ProcessConfiguration A = ProcessConfiguration.of("a");
  private static final ProcessConfiguration B = ProcessConfiguration.of("b");
  private static final ProcessConfiguration C = ProcessConfiguration.of("c");

  private Roster roster = new Roster(2, 1_000);

  @Test
  void idleSeatOfTheConfiguration_isUsedAgain() {
    Seat seat = idle(A);
    assertThat(served(A).seat()).isSameAs(seat);
  }

  @Test
  void busySeats_leaveRoomForAsManyAsThereMayBe() {
    assertThat(served(A).seat()).isNotSameAs(served(A).seat());
    assertThat(waiting(A).seat()).isNull();
  }

  @Test
  void longestIdleSeat_isTheVictimOfAnotherConfiguration() {
    Seat a = served(A).seat();
    Seat b = served(B).seat();
    roster.release(b);
    roster.release(a);
    Ticket ticket = served(C);
    assertThat(ticket.victims()).containsExactly(b);
    assertThat(ticket.seat().configuration()).isEqualTo(C);
  }

  @Test
  void busySeats_areNeverVictims() {
    served(A);
    served(A);
    Ticket waiting = waiting(B);
    assertThat(waiting.victims()).isEmpty();
  }

  @Test
  void victim_keepsItsRoomUntilItHasGone() {
    Seat a = idle(A);
    served(B);
    Ticket c = served(C);
    assertThat(c.victims()).containsExactly(a);
    roster.remove(c.seat());
    Ticket next = waiting(A);
    roster.remove(a);
    assertThat(roster.serve()).containsExactly(next);
  }

  @Test
  void requests_areServedInTheirOrderWhateverTheyWant() {
    Seat a = served(A).seat();
    Seat b = served(B).seat();
    Ticket first = waiting(C);
    Ticket second = waiting(A);
    roster.release(a);
    // The idle process is one for the second; but the first one is first.
    assertThat(roster.serve()).containsExactly(first);
    assertThat(first.victims()).containsExactly(a);
    assertThat(second.seat()).isNull();
    roster.remove(a);
    roster.release(b);
    assertThat(roster.serve()).containsExactly(second);
    assertThat(second.victims()).containsExactly(b);
  }

  @Test
  void requestWhoseSeatWasNoGood_isFirstAgain() {
    Ticket unlucky = served(A);
    served(B);
    Ticket later = waiting(A);
    roster.remove(unlucky.seat());
    roster.returned(unlucky);
    assertThat(roster.serve()).containsExactly(unlucky);
    assertThat(later.seat()).isNull();
  }

  @Test
  void requestThatLeft_isNotServed() {
    Seat a = served(A).seat();
    served(A);
    Ticket gone = waiting(A);
    Ticket next = waiting(A);
    roster.leave(gone);
    roster.release(a);
    assertThat(roster.serve()).containsExactly(next);
  }

  @Test
  void seatThatKnowsMostInputs_isPreferred() {
    Seat few = served(A).seat();
    Seat many = served(A).seat();
    few.hold(inputs("x1"));
    many.hold(inputs("x1", "y1"));
    roster.release(many);
    roster.release(few);
    assertThat(served(A, "x1", "y1", "z1").seat()).isSameAs(many);
  }

  @Test
  void lastUsedSeat_isPreferredAmongEquals() {
    Seat first = served(A).seat();
    Seat last = served(A).seat();
    roster.release(first);
    roster.release(last);
    assertThat(served(A, "x1").seat()).isSameAs(last);
  }

  @Test
  void seatThatHoldsAnInputAtAnotherDigest_isNotUsed() {
    Seat seat = served(A).seat();
    seat.hold(inputs("x1", "y1"));
    roster.release(seat);
    assertThat(served(A, "x2", "y1").seat()).isNotSameAs(seat);
  }

  @Test
  void seatThatCanForget_isUsedAndToldWhat() {
    Seat seat = served(A).seat();
    seat.setForgets(true);
    seat.hold(inputs("x1", "y1"));
    roster.release(seat);
    assertThat(served(A, "x2", "y1").seat()).isSameAs(seat);
    assertThat(seat.dropConflicts(inputs("x2", "y1"))).isEqualTo(inputs("x1"));
    assertThat(seat.overlap(inputs("x1", "y1"))).isEqualTo(1);
  }

  @Test
  void inputsWithoutDigest_areNeitherLoadedNorOther() {
    Seat seat = served(A).seat();
    seat.hold(List.of(new Input("x", Digest.empty())));
    assertThat(seat.overlap(List.of(new Input("x", Digest.empty())))).isZero();
  }

  @Test
  void processesThatWouldNotFitInMemory_wait() {
    Seat large = served(A).seat();
    roster.measured(large, 600);
    Ticket second = waiting(A);
    roster.measured(large, 500);
    assertThat(roster.serve()).as("remembers how large they become").isEmpty();
    roster.release(large);
    assertThat(roster.serve()).containsExactly(second);
    assertThat(second.seat()).isSameAs(large);
  }

  @Test
  void singleProcess_mayAlwaysRun() {
    Seat huge = served(A).seat();
    roster.measured(huge, 5_000);
    roster.release(huge);
    assertThat(roster.trim()).isEmpty();
    assertThat(served(A).seat()).isSameAs(huge);
  }

  @Test
  void grownProcesses_makeIdleOnesGo() {
    Seat idle = served(A).seat();
    Seat busy = served(B).seat();
    roster.measured(idle, 400);
    roster.release(idle);
    roster.measured(busy, 500);
    assertThat(roster.trim()).isEmpty();
    roster.measured(busy, 700);
    assertThat(roster.trim()).containsExactly(idle);
    assertThat(roster.trim()).as("is leaving already").isEmpty();
  }

  @Test
  void roomForALargeProcess_takesAsManyVictimsAsNeeded() {
    roster = new Roster(10, 1_000);
    List<Seat> small = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      small.add(served(B).seat());
    }
    small.forEach(seat -> roster.measured(seat, 200));
    small.forEach(roster::release);
    Seat large = served(A).seat();
    roster.measured(large, 500);
    assertThat(roster.trim()).containsExactly(small.get(0), small.get(1));
  }

  private Seat idle(ProcessConfiguration configuration) {
    Seat seat = served(configuration).seat();
    roster.release(seat);
    return seat;
  }

  private Ticket served(ProcessConfiguration configuration, String... inputs) {
    Ticket ticket = new Ticket(configuration, inputs(inputs));
    roster.enter(ticket);
    assertThat(roster.serve()).containsExactly(ticket);
    return ticket;
  }

  private Ticket waiting(ProcessConfiguration configuration) {
    Ticket ticket = new Ticket(configuration, List.of());
    roster.enter(ticket);
    assertThat(roster.serve()).isEmpty();
    return ticket;
  }

  /** Each is a path of one letter and a digest of one digit. */
  private static List<Input> inputs(String... pathsAndDigests) {
    List<Input> inputs = new ArrayList<>();
    for (String each : pathsAndDigests) {
      inputs.add(new Input(each.substring(0, 1), Digest.ofText(each.substring(1))));
    }
    return inputs;
  }
}
