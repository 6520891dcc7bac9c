package dev.perdure.worker.process;

import dev.perdure.worker.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request's place in the line, and what it got. Guarded by the pool. */
final class Ticket {
  private final ProcessConfiguration configuration;
  private final List<Input> held;
  private @Nullable Seat seat;
  private List<Seat> victims = List.of();

  Ticket(ProcessConfiguration configuration, List<Input> held) {
    this.configuration = configuration;
    this.held = held;
  }

  ProcessConfiguration configuration() {
    return configuration;
  }

  /** The inputs that decide which process is fit. */
  List<Input> held() {
    return held;
  }

  /** What it got, or null while it waits. */
  @Nullable Seat seat() {
    return seat;
  }

  /** Whose processes must be ended before that of the seat is started. */
  List<Seat> victims() {
    return victims;
  }

  void give(Seat seat, List<Seat> victims) {
    this.seat = seat;
    this.victims = victims;
  }

  /** Waits again. */
  void reset() {
    seat = null;
    victims = List.of();
  }
}
