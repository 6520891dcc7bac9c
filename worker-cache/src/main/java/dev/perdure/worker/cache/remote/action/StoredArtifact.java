package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.Digest;

/** An artifact that no client declared, but that is an output in an entry of a store. */
final class StoredArtifact implements Artifact {
  private final String path;
  private final Digest digest;
  private final TrustedStore store;

  private StoredArtifact(String path, Digest digest, TrustedStore store) {
    this.path = path;
    this.digest = digest;
    this.store = store;
  }

  /** Called by {@code store} only, which knows its outputs. */
  static StoredArtifact of(String path, Digest digest, TrustedStore store) {
    if (!store.has(digest)) {
      throw new IllegalArgumentException(path + " is no output in " + store);
    }
    return new StoredArtifact(path, digest, store);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Digest digest() {
    return digest;
  }

  TrustedStore store() {
    return store;
  }
}
