/**
 * A worker that compiles Scheme: Guiles that have loaded their compiler stay alive behind it, in
 * processes that a pool keeps. What it writes is what {@code guild compile} would, byte for byte.
 */
@NullMarked
package dev.perdure.samples.guile;

import org.jspecify.annotations.NullMarked;
