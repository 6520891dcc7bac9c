/**
 * Drives a worker as a client would, and fails where a client would suffer: {@link
 * dev.perdure.worker.testing.WorkerHarness} to drive one, {@link
 * dev.perdure.worker.testing.WorkerExtension} to have one in a JUnit test, {@link
 * dev.perdure.worker.testing.WorkerTest} to test it in every way in which it can be driven, {@link
 * dev.perdure.worker.testing.WorkerFailure} to read what went wrong.
 *
 * <p>Numbers from F1 to F20, here and in what failures say, are those of the documentation's page
 * on the protocol, which tells how real clients speak it.
 */
@NullMarked
package dev.perdure.worker.testing;

import org.jspecify.annotations.NullMarked;
