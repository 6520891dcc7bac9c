/**
 * Checks of many requests: their ids, those that run at once, and what all of them leave behind.
 */
@NullMarked
package dev.perdure.worker.testing.conformance.many;

import org.jspecify.annotations.NullMarked;
