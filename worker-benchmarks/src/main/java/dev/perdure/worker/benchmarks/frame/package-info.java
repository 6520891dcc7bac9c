/**
 * What a benchmark is: sides that are measured in turns, the results as records, and their
 * presentation as a table, a page and a document.
 */
@NullMarked
package dev.perdure.worker.benchmarks.frame;

import org.jspecify.annotations.NullMarked;
