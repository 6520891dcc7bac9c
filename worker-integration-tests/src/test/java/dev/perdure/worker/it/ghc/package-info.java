/** The sample worker for Haskell does what real compilers do, of each version that is installed. */
@NullMarked
package dev.perdure.worker.it.ghc;

import org.jspecify.annotations.NullMarked;
