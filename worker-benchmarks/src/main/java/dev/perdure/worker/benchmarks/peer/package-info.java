/** The programs that are measured: workers of ours that do nothing, and their peers. */
@NullMarked
package dev.perdure.worker.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
