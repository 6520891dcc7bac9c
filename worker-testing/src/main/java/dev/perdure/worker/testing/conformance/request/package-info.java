/** Checks of what a request says: its arguments, its inputs, its environment. */
@NullMarked
package dev.perdure.worker.testing.conformance.request;

import org.jspecify.annotations.NullMarked;
