/**
 * What a worker keeps between requests, and never serves stale: a value is reused exactly as long
 * as the digests of the inputs that it was made from stay the same. {@link
 * dev.perdure.worker.cache.DigestCache} keeps values in memory, {@link
 * dev.perdure.worker.cache.ContentDigests} gives the digest of a file whose digest the client did
 * not send.
 */
@NullMarked
package dev.perdure.worker.cache;

import org.jspecify.annotations.NullMarked;
