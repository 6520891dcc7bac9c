/** The worker under test as its file describes it: what it supports, and its requests. */
@NullMarked
package dev.perdure.worker.testing.conformance.worker;

import org.jspecify.annotations.NullMarked;
