/**
 * The conformance kit: black-box checks of any worker, in any language, against what clients do.
 * {@link dev.perdure.worker.testing.conformance.WorkerUnderTest} says what the worker is and what
 * it can be asked, {@link dev.perdure.worker.testing.conformance.ConformanceKit} checks it, and
 * {@link dev.perdure.worker.testing.conformance.ConformanceReport} is what came of it.
 */
@NullMarked
package dev.perdure.worker.testing.conformance;

import org.jspecify.annotations.NullMarked;
