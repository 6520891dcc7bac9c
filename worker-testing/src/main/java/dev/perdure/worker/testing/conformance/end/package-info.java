/** Checks of how a worker ends: told by its input or a signal, or not told at all. */
@NullMarked
package dev.perdure.worker.testing.conformance.end;

import org.jspecify.annotations.NullMarked;
