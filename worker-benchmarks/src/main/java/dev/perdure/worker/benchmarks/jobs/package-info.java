/** A build whose compilers can each use several cores, and the jobs and memory that it takes. */
@NullMarked
package dev.perdure.worker.benchmarks.jobs;

import org.jspecify.annotations.NullMarked;
