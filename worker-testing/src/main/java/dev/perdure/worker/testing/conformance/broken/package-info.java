/** Checks of bytes that are no request: nothing may be run for them. */
@NullMarked
package dev.perdure.worker.testing.conformance.broken;

import org.jspecify.annotations.NullMarked;
