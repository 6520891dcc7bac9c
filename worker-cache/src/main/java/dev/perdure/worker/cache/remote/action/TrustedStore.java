package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.Digest;
import dev.perdure.worker.cache.remote.entry.ActionResult;
import dev.perdure.worker.cache.remote.entry.OutputFile;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this worker knows to be in one store: the outputs of entries that it has restored from there
 * or published there. Thread-safe.
 */
public final class TrustedStore {
  private static final int MAX_KNOWN = 100_000;

  private final URI base;

  /** Oldest first. Guarded by this. */
  private final Map<Digest, Boolean> known = new LinkedHashMap<>();

  public TrustedStore(URI base) {
    this.base = base;
  }

  /** Notes the outputs of an entry that is in the store. */
  public synchronized void add(ActionResult result) {
    for (OutputFile file : result.files()) {
      known.put(Digest.ofText(file.content().sha256()), true);
      if (known.size() > MAX_KNOWN) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  synchronized boolean has(Digest content) {
    return known.containsKey(content);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
