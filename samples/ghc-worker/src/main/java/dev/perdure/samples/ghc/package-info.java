/**
 * A worker that compiles Haskell. Behind it, a pool keeps GHC processes that have already read
 * their packages. It writes and prints what the {@code ghc} command would.
 */
@NullMarked
package dev.perdure.samples.ghc;

import org.jspecify.annotations.NullMarked;
