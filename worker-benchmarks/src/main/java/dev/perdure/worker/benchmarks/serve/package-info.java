/** What serving costs inside of one process: dispatch and caches, as JMH runs them. */
@NullMarked
package dev.perdure.worker.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
