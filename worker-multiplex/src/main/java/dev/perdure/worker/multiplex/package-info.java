/**
 * Serves many requests at once. {@link dev.perdure.worker.multiplex.Multiplex} says how many, and
 * which of them may run at the same time. A reader passes requests to a bounded number of slots,
 * and each slot writes its own answers.
 */
@NullMarked
package dev.perdure.worker.multiplex;

import org.jspecify.annotations.NullMarked;
