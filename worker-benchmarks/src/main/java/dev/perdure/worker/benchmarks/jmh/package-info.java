/** Benchmarks that JMH runs, as trials of a comparison. */
@NullMarked
package dev.perdure.worker.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
