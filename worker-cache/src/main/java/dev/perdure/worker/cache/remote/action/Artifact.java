package dev.perdure.worker.cache.remote.action;

import dev.perdure.worker.Digest;

/**
 * Something of known origin that a result was made from. No artifact has an unknown origin: both
 * kinds can only be created by code that has seen where it came from.
 */
sealed interface Artifact permits DeclaredInput, StoredArtifact {
  /** The path, as the request names it. */
  String path();

  /** The digest of its content. */
  Digest digest();
}
