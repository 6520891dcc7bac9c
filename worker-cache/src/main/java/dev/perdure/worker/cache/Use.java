package dev.perdure.worker.cache;

import dev.perdure.worker.Digest;

/**
 * One input that a value was made from.
 *
 * @param path the path of the input
 * @param digest the digest of the input; empty if the value depends on its absence
 */
record Use(String path, Digest digest) {}
