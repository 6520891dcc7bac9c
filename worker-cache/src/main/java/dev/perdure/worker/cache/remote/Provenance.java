package dev.perdure.worker.cache.remote;

import java.io.IOException;
import java.util.Collection;

/**
 * The proof that everything a result was made from was declared by the request, or is in the store
 * that the result goes to. Without one nothing is published: a result of other origin would be
 * handed to everybody under a key that doesn't tell (compilers whose output differs from run to run
 * then fit together no more). It is made here only.
 */
final class Provenance {
  private final TrustedStore store;

  private Provenance(TrustedStore store) {
    this.store = store;
  }

  /**
   * The proof for {@code store}, after the work.
   *
   * @param foreign files that the work asked for and that neither were inputs nor its own outputs
   * @throws UncacheableException if there is none, with the artifact that stands in the way
   */
  static Provenance of(Origins origins, Collection<String> foreign, TrustedStore store)
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

  /** Where the result may go. */
  TrustedStore store() {
    return store;
  }
}
