/** The conformance kit on a worker that nobody here wrote: npm's package for workers in Node. */
@NullMarked
package dev.perdure.worker.it.node;

import org.jspecify.annotations.NullMarked;
