package dev.perdure.worker.cache.remote;

import dev.perdure.worker.Digest;

/**
 * Something that a result was made from, of known origin. There is none of unknown origin: both
 * kinds are made only by who has seen where it came from.
 */
sealed interface Artifact permits DeclaredInput, StoredArtifact {
  /** As the request names it. */
  String path();

  /** Of its content. */
  Digest digest();
}
