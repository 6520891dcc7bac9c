/**
 * The command that records what a client and a worker send to each other: it is placed between the
 * two, and passes bytes through.
 */
@NullMarked
package dev.perdure.worker.testing.cli.record;

import org.jspecify.annotations.NullMarked;
