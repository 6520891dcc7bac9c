/** Programs as processes of their own, with what they cost, and a client that keeps one busy. */
@NullMarked
package dev.perdure.worker.benchmarks.process;

import org.jspecify.annotations.NullMarked;
