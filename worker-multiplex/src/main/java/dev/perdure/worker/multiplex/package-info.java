/**
 * Many requests at once: {@link dev.perdure.worker.multiplex.Multiplex} says how many and which of
 * them may meet. A reader hands requests to a bounded number of slots; each slot answers for
 * itself.
 */
@NullMarked
package dev.perdure.worker.multiplex;

import org.jspecify.annotations.NullMarked;
