/** Checks of cancels: before, during and after the work, and of work that ignores them. */
@NullMarked
package dev.perdure.worker.testing.conformance.cancel;

import org.jspecify.annotations.NullMarked;
