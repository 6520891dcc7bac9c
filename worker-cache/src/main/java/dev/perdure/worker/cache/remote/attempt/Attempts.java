package dev.perdure.worker.cache.remote.attempt;

import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import dev.perdure.worker.cache.remote.failure.StatusException;
import java.io.IOException;
import java.util.Optional;

/**
 * Retries after temporary failures, and stops using a server that goes on failing. There is one for
 * reading and one for writing, because a server with a full disk can still be read. Thread-safe.
 */
public final class Attempts {
  /** One attempt. */
  @FunctionalInterface
  public interface Attempt<T> {
    T make() throws IOException, InterruptedException;
  }

  private final Backoff backoff;
  private final Backoff.Pause pause;
  private final Breaker breaker;
  private final Outage outage;

  public Attempts(Backoff backoff, Backoff.Pause pause, Breaker breaker, Outage outage) {
    this.backoff = backoff;
    this.pause = pause;
    this.breaker = breaker;
    this.outage = outage;
  }

  /**
   * The result of an attempt; empty if none was made, or the last one failed.
   *
   * @throws CorruptEntryException if the server's answer is not what was asked for
   * @throws LocalFailure if something failed on this machine
   */
  public <T> Optional<T> of(Attempt<T> attempt) throws IOException, InterruptedException {
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

  /** A refusal is not temporary, so one is enough to open the breaker. */
  private void failed(IOException failure, boolean refused) {
    outage.failed();
    if (refused ? breaker.open() : breaker.failed()) {
      outage.began(failure);
    }
  }
}
