/**
 * Drives a worker as a client would, and fails if a client would have a problem. {@link
 * dev.perdure.worker.testing.WorkerHarness} drives a worker, {@link
 * dev.perdure.worker.testing.WorkerExtension} gives one to a JUnit test, {@link
 * dev.perdure.worker.testing.WorkerTest} tests it in every way in which it can be driven, and
 * {@link dev.perdure.worker.testing.WorkerFailure} says what went wrong.
 *
 * <p>The numbers F1 to F20, here and in failures, refer to the documentation's page on the
 * protocol, which describes how real clients use it.
 */
@NullMarked
package dev.perdure.worker.testing;

import org.jspecify.annotations.NullMarked;
