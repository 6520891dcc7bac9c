package dev.perdure.worker.testing.conformance.trial;

import dev.perdure.worker.runtime.system.Nanos;
import dev.perdure.worker.testing.Client;
import java.time.Duration;
import java.util.Set;

/**
 * How the kit checks.
 *
 * @param only the checks to run; all if empty
 * @param patience how long to wait for an answer or for the end of a worker
 * @param leakRequests how many requests are sent to look for a leak
 * @param client the client to behave like
 */
public record KitSettings(Set<String> only, Duration patience, int leakRequests, Client client) {
  public static final KitSettings DEFAULT =
      new KitSettings(Set.of(), Duration.ofSeconds(10), 10_000, Client.BAZEL_8);
  private static final int FEWEST_LEAK_REQUESTS = 100;

  public KitSettings {
    only = Set.copyOf(only);
    patience = Nanos.limit("patience", patience);
    if (leakRequests < FEWEST_LEAK_REQUESTS) {
      throw new IllegalArgumentException(
          "leak requests must be " + FEWEST_LEAK_REQUESTS + " or more: " + leakRequests);
    }
  }

  public KitSettings only(Set<String> ids) {
    return new KitSettings(ids, patience, leakRequests, client);
  }

  public KitSettings patience(Duration patience) {
    return new KitSettings(only, patience, leakRequests, client);
  }

  public KitSettings leakRequests(int requests) {
    return new KitSettings(only, patience, requests, client);
  }

  public KitSettings client(Client other) {
    return new KitSettings(only, patience, leakRequests, other);
  }

  public boolean selects(String id) {
    return only.isEmpty() || only.contains(id);
  }
}
