/**
 * The commands, each in a class of its own: its options, what it calls in the library, and how it
 * reports the result to people and scripts.
 */
@NullMarked
package dev.perdure.worker.testing.cli;

import org.jspecify.annotations.NullMarked;
