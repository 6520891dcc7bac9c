package dev.perdure.worker.cache.remote.action;

import java.io.IOException;
import java.util.Collection;

/**
 * The proof that everything a result was made from was declared by the request, or is in the store
 * that the result goes to. Without it nothing is published. Otherwise everybody would get a result
 * of another origin, which its key does not show. (The outputs of a compiler that differ from run
 * to run would then no longer fit together.) Only this class creates one.
 */
public final class Provenance {
  private final TrustedStore store;

  private Provenance(TrustedStore store) {
    this.store = store;
  }

  /**
   * The proof for {@code store}, after the work.
   *
   * @param foreign files that the work asked for and that were neither inputs nor its own outputs
   * @throws UncacheableException if there is none; it names the artifact of unknown origin
   */
  public static Provenance of(Origins origins, Collection<String> foreign, TrustedStore store)
      throws UncacheableException, IOException {
    if (!origins.unknown().isEmpty()) {
      throw undeclared(origins.unknown().firstKey());
    }
    if (!foreign.isEmpty()) {
      throw undeclared(foreign.iterator().next());
    }
    for (Artifact artifact : origins.artifacts().values()) {
      if (artifact instanceof StoredArtifact stored && stored.store() != store) {
        throw new UncacheableException(
            artifact.path() + " came from " + stored.store() + ", not from " + store);
      }
    }
    String changed = origins.changed();
    if (!changed.isEmpty()) {
      throw new UncacheableException("input " + changed + " was changed while it was used");
    }
    return new Provenance(store);
  }

  private static UncacheableException undeclared(String path) {
    return new UncacheableException(
        path + " is neither among the inputs of the request nor an output in the remote cache");
  }

  /** The store to which the result may be published. */
  public TrustedStore store() {
    return store;
  }
}
