package dev.perdure.worker.cache;

import dev.perdure.worker.Digest;

/**
 * One thing that a value was made from.
 *
 * @param digest that of the input; empty if the value was made from the input's absence
 */
record Use(String path, Digest digest) {}
