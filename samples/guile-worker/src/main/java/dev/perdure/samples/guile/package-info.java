/**
 * A worker that compiles Scheme. Behind it, a pool keeps Guile processes that have already loaded
 * their compiler. It writes what {@code guild compile} would, byte for byte.
 */
@NullMarked
package dev.perdure.samples.guile;

import org.jspecify.annotations.NullMarked;
