/**
 * A worker that compiles Haskell: a GHC that has read its packages stays alive behind it, in
 * processes that a pool keeps. What it writes and prints is what the {@code ghc} command would.
 */
@NullMarked
package dev.perdure.samples.ghc;

import org.jspecify.annotations.NullMarked;
