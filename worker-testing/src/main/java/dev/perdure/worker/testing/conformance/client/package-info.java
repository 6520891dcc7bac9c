/** Checks of what only some clients do: absolute sandboxes, other digests, flagfiles, limits. */
@NullMarked
package dev.perdure.worker.testing.conformance.client;

import org.jspecify.annotations.NullMarked;
