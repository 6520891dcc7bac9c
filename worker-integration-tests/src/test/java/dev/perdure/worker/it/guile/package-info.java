/** The sample worker for Scheme does what a real {@code guild compile} does. */
@NullMarked
package dev.perdure.worker.it.guile;

import org.jspecify.annotations.NullMarked;
