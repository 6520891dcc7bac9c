package dev.perdure.worker.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which process serves which request: no thread, no clock, no process. Guarded by the pool.
 *
 * <p>Requests are served in the order of their arrival, none is overtaken. That costs nothing: the
 * first one waits only if no process is idle that could be used or ended, and then no other request
 * could be served either.
 */
final class Roster {
  /** Of how many configurations the size of a process is remembered. */
  private static final int REMEMBERED = 256;

  private final int maxProcesses;
  private final long maxResidentBytes;

  /** In the order of their start. */
  private final Set<Seat> seats = new LinkedHashSet<>();

  private final Deque<Ticket> line = new ArrayDeque<>();

  /** What the largest process of a configuration occupied: the next one will, too. */
  private final Map<ProcessConfiguration, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);

  private long time;

  /**
   * An empty roster.
   *
   * @param maxResidentBytes what all processes may occupy; a single one may always run
   */
  Roster(int maxProcesses, long maxResidentBytes) {
    this.maxProcesses = maxProcesses;
    this.maxResidentBytes = maxResidentBytes;
  }

  /** Puts a request at the end of the line. */
  void enter(Ticket ticket) {
    line.addLast(ticket);
  }

  /** Puts a request to the front whose seat turned out to be no good. */
  void returned(Ticket ticket) {
    ticket.reset();
    line.addFirst(ticket);
  }

  /** Takes a request out of the line. */
  void leave(Ticket ticket) {
    line.remove(ticket);
  }

  /** Gives seats to as many requests as can have one now, and returns these. */
  List<Ticket> serve() {
    List<Ticket> served = new ArrayList<>();
    while (!line.isEmpty() && serve(line.getFirst())) {
      served.add(line.removeFirst());
    }
    return served;
  }

  private boolean serve(Ticket ticket) {
    Seat idle = bestIdle(ticket);
    if (idle != null) {
      idle.setState(Seat.State.BUSY);
      ticket.give(idle, List.of());
      return true;
    }
    long expected = sizes.getOrDefault(ticket.configuration(), 0L);
    List<Seat> victims = roomFor(expected);
    if (victims == null) {
      return false;
    }
    victims.forEach(victim -> victim.setState(Seat.State.LEAVING));
    Seat seat = new Seat(ticket.configuration(), expected);
    seats.add(seat);
    ticket.give(seat, victims);
    return true;
  }

  /** Of those that fit, the one that knows most of the inputs, and of these the last used. */
  private @Nullable Seat bestIdle(Ticket ticket) {
    Seat best = null;
    int bestOverlap = 0;
    for (Seat seat : seats) {
      if (seat.state() != Seat.State.IDLE || !seat.configuration().equals(ticket.configuration())) {
        continue;
      }
      int overlap = seat.overlap(ticket.held());
      if (overlap < 0) {
        continue;
      }
      if (best == null
          || overlap > bestOverlap
          || (overlap == bestOverlap && seat.lastUse() > best.lastUse())) {
        best = seat;
        bestOverlap = overlap;
      }
    }
    return best;
  }

  /** Who must go for one more process, of whom nobody has gone yet; null if it must wait. */
  private @Nullable List<Seat> roomFor(long bytes) {
    if (!isTooMuch(seats.size() + 1, residentBytes() + bytes)) {
      return List.of();
    }
    if (seats.stream().anyMatch(seat -> seat.state() == Seat.State.LEAVING)) {
      return null; // Their room is not free yet, and nobody else shall go for it.
    }
    List<Seat> victims = victims(seats.size() + 1, residentBytes() + bytes);
    int count = seats.size() + 1 - victims.size();
    long left = residentBytes() + bytes - victims.stream().mapToLong(Seat::bytes).sum();
    return isTooMuch(count, left) ? null : victims;
  }

  /** The idle seats that must go, longest idle first; all of them if even that is not enough. */
  private List<Seat> victims(int processes, long bytes) {
    List<Seat> idle = new ArrayList<>();
    for (Seat seat : seats) {
      if (seat.state() == Seat.State.IDLE) {
        idle.add(seat);
      }
    }
    idle.sort(Comparator.comparingLong(Seat::lastUse));
    int victims = 0;
    long left = bytes;
    while (victims < idle.size() && isTooMuch(processes - victims, left)) {
      left -= idle.get(victims++).bytes();
    }
    return List.copyOf(idle.subList(0, victims));
  }

  private boolean isTooMuch(int processes, long bytes) {
    return processes > maxProcesses || (bytes > maxResidentBytes && processes > 1);
  }

  /** Notes what the process of a seat occupies. */
  void measured(Seat seat, long bytes) {
    seat.setBytes(bytes);
    sizes.merge(seat.configuration(), bytes, Math::max);
    if (sizes.size() > REMEMBERED) {
      sizes.remove(sizes.keySet().iterator().next());
    }
  }

  /** Gives a seat back whose process may serve on. */
  void release(Seat seat) {
    seat.used(++time);
    seat.setState(Seat.State.IDLE);
  }

  /** Chooses those idle seats that are too much, since processes have grown; they must be ended. */
  List<Seat> trim() {
    int processes = 0;
    long bytes = 0;
    for (Seat seat : seats) {
      if (seat.state() != Seat.State.LEAVING) {
        processes++;
        bytes += seat.bytes();
      }
    }
    List<Seat> victims = victims(processes, bytes);
    victims.forEach(victim -> victim.setState(Seat.State.LEAVING));
    return victims;
  }

  /** Takes a seat out. */
  void remove(Seat seat) {
    seats.remove(seat);
  }

  /** Takes all seats and requests out, and returns the seats. */
  List<Seat> clear() {
    List<Seat> all = List.copyOf(seats);
    seats.clear();
    line.clear();
    return all;
  }

  /** What all processes occupy, as far as it is known. */
  long residentBytes() {
    return seats.stream().mapToLong(Seat::bytes).sum();
  }
}
