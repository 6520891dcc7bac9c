package dev.perdure.worker.cache.remote;

import java.io.IOException;
import java.util.Optional;

/**
 * Asks the server again after failures that pass, and stops asking one that goes on failing. One
 * for what is read and one for what is written: a server with a full disk still serves.
 * Thread-safe.
 */
final class Attempts {
  /** One attempt. */
  @FunctionalInterface
  interface Attempt<T> {
    T make() throws IOException, InterruptedException;
  }

  private final Backoff backoff;
  private final Backoff.Pause pause;
  private final Breaker breaker;
  private final Outage outage;

  Attempts(Backoff backoff, Backoff.Pause pause, Breaker breaker, Outage outage) {
    this.backoff = backoff;
    this.pause = pause;
    this.breaker = breaker;
    this.outage = outage;
  }

  /**
   * What an attempt brings; nothing if none was made, or the last one failed.
   *
   * @throws CorruptEntryException if the server's answer is not what was asked for
   * @throws LocalFailure if this machine is at fault
   */
  <T> Optional<T> of(Attempt<T> attempt) throws IOException, InterruptedException {
    for (int i = 1; breaker.admits(); i++) {
      try {
        T result = attempt.make();
        answered();
        return Optional.of(result);
      } catch (CorruptEntryException e) {
        answered();
        throw e;
      } catch (LocalFailure e) {
        throw e;
      } catch (StatusException e) {
        if (e.isOfContent()) {
          answered();
          outage.failed();
          return Optional.empty();
        }
        failed(e, !e.isPassing());
      } catch (IOException e) {
        failed(e, false);
      }
      if (i == backoff.attempts() || breaker.isOpen()) {
        return Optional.empty();
      }
      pause.await(backoff.after(i));
    }
    return Optional.empty();
  }

  private void answered() {
    if (breaker.succeeded()) {
      outage.ended();
    }
  }

  /** A refusal is no accident: it opens the breaker by itself. */
  private void failed(IOException failure, boolean refused) {
    outage.failed();
    if (refused ? breaker.open() : breaker.failed()) {
      outage.began(failure);
    }
  }
}
