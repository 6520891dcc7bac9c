/**
 * A cache for values that a worker keeps between requests, which are never stale: a value is reused
 * exactly as long as the digests of the inputs that it was made from stay the same. {@link
 * dev.perdure.worker.cache.DigestCache} keeps values in memory, and {@link
 * dev.perdure.worker.cache.ContentDigests} computes the digest of a file for which the client sent
 * none. {@link dev.perdure.worker.cache.StateFolders} keeps the files that incremental tools leave
 * for their next run.
 */
@NullMarked
package dev.perdure.worker.cache;

import org.jspecify.annotations.NullMarked;
