/** The benchmarks, a class each, and the program that runs them. */
@NullMarked
package dev.perdure.worker.benchmarks;

import org.jspecify.annotations.NullMarked;
