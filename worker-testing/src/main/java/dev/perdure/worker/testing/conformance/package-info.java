/**
 * The conformance kit: black-box checks of any worker, in any language, against what clients do.
 * {@link dev.perdure.worker.testing.conformance.WorkerUnderTest} describes the worker and the
 * requests that it can handle, {@link dev.perdure.worker.testing.conformance.ConformanceKit} checks
 * it, and {@link dev.perdure.worker.testing.conformance.ConformanceReport} has the results.
 */
@NullMarked
package dev.perdure.worker.testing.conformance;

import org.jspecify.annotations.NullMarked;
