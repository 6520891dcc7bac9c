/** Checks of how a request may arrive: in pieces, with unknown fields, in unusual JSON. */
@NullMarked
package dev.perdure.worker.testing.conformance.message;

import org.jspecify.annotations.NullMarked;
