/**
 * Drives a worker as a client would, and fails where a client would suffer: {@link
 * dev.perdure.worker.testing.WorkerHarness} to drive one, {@link
 * dev.perdure.worker.testing.WorkerExtension} to have one in a JUnit test, {@link
 * dev.perdure.worker.testing.WorkerTest} to test it in every way in which it can be driven, {@link
 * dev.perdure.worker.testing.WorkerFailure} to read what went wrong.
 */
@NullMarked
package dev.perdure.worker.testing;

import org.jspecify.annotations.NullMarked;
